// Closing a year's books (关账): what is unfinished is listed first; it is for good, so it is asked twice.
import { Link } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import type { closeYear } from '../../src/handover/close-year.ts'
import { OnlyFor } from '../app/me.tsx'
import { paths } from '../app/paths.ts'
import { ErrorNote, PageFrame, useCommand, useYears } from '../ui/index.ts'
import { useVetoes } from './data.ts'
import { VetoList } from './veto-list.tsx'

function OpenYear({ year, newest }: { year: number; newest: boolean }) {
  const { data: vetoes, error } = useVetoes({ year })
  const close = useCommand<ReturnType<typeof closeYear>>('handover.close-year', '已关账', { keep: true })
  const [modal, holder] = Modal.useModal()
  const ask = () =>
    modal.confirm({
      title: `关闭${year}年度的账？`,
      content: '关账时结转收支。关账后这一年不能再记账，也不能再打开。',
      okText: `关闭${year}年度`,
      okButtonProps: { danger: true },
      onOk: () => close.run({ year }).catch(() => undefined),
    })
  return (
    <section className="part">
      {holder}
      <h2>
        {year}年度<span className="unit">{newest ? '本年度，年末再关' : '还没有关账'}</span>
      </h2>
      <ErrorNote error={error ?? close.error} />
      {vetoes && <VetoList vetoes={vetoes} clear="没有未了的事，可以关账。" />}
      <Button
        danger
        style={{ marginTop: 12 }}
        loading={close.busy}
        disabled={!vetoes || vetoes.length > 0}
        onClick={() => void ask()}
      >
        关闭{year}年度
      </Button>
    </section>
  )
}

export function ClosingPage() {
  const { data, error } = useYears()
  const open = data?.filter(row => !row.closed) ?? []
  const closed = data?.filter(row => row.closed) ?? []
  return (
    <PageFrame title="年度关账" about="先列出这一年还没有办完的事。办完了才能关账，关账后这一年不能再记。">
      <ErrorNote error={error} />
      <OnlyFor roles={['finance']}>
        {open.map(row => (
          <OpenYear key={row.year} year={row.year} newest={row.year === data?.[0]?.year} />
        ))}
        {data && open.length === 0 && <p>各年度的账都已关闭。</p>}
      </OnlyFor>
      {closed.length > 0 && (
        <section className="part">
          <h2>已关账，可以公开决算</h2>
          <ul className="next">
            {closed.map(row => (
              <li key={row.year}>
                <Link to={paths.finalAccounts} search={{ year: row.year } as never}>
                  {row.year}年度决算
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </PageFrame>
  )
}
