// What can be done with the chosen assets together: issue, transfer, return, propose for disposal.
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { proposeDisposal } from '../../src/assets/disposal/propose-disposal.ts'
import type { issueCards, returnCards } from '../../src/assets/use/issue-cards.ts'
import type { transferCards } from '../../src/assets/use/transfer-cards.ts'
import { DISPOSAL_KINDS, type DisposalKind } from '../../src/assets/vocabulary.ts'
import { usePersons, useSectionList } from '../people/data.ts'
import { ErrorNote, FormWindow, fenOf, MoneyInput, ReasonField, useCommand } from '../ui/index.ts'
import { type Card, needed, options } from './data.ts'

type Chosen = Pick<Card, 'id' | 'card_no' | 'name' | 'use_state' | 'waits_for'>
type Props = { cards: readonly Chosen[]; close: () => void; done: () => void }

const idsOf = (cards: readonly Chosen[]) => cards.map(card => card.id)
const namesOf = (cards: readonly Chosen[]) =>
  `${cards
    .slice(0, 5)
    .map(card => `${card.card_no} ${card.name}`)
    .join('、')}${cards.length > 5 ? ` 等 ${cards.length} 件` : ''}`

function usePeopleOptions() {
  const { data } = usePersons()
  return data
    ?.filter(one => !one.left_on)
    .map(one => ({ value: one.id, label: `${one.name}${one.section ? `　${one.section}` : ''}` }))
}

function Issue({ cards, close, done }: Props) {
  const { run, busy, error } = useCommand<typeof issueCards>('assets.issue-cards', '已领用')
  return (
    <FormWindow<{ person_id: string; place?: string }>
      title="领用"
      ok="领用"
      busy={busy}
      error={error}
      submit={({ person_id, place = '' }) => run({ card_ids: idsOf(cards), person_id, place })}
      close={close}
      done={done}
    >
      <p>{namesOf(cards)}</p>
      <Form.Item name="person_id" label="领用人" rules={needed('请选领用人')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={usePeopleOptions()} />
      </Form.Item>
      <Form.Item name="place" label="存放地点（不填则不变）">
        <Input maxLength={60} />
      </Form.Item>
    </FormWindow>
  )
}

function Transfer({ cards, close, done }: Props) {
  const { data: sections } = useSectionList()
  const { run, busy, error } = useCommand<typeof transferCards>('assets.transfer-cards', '已调拨')
  return (
    <FormWindow<{ section: string; person_id?: string; place?: string; reason?: string }>
      title="内部调拨"
      ok="调拨"
      busy={busy}
      error={error}
      submit={({ section, person_id, place = '', reason = '' }) =>
        run({ card_ids: idsOf(cards), section, person_id: person_id ?? null, place, reason })
      }
      close={close}
      done={done}
    >
      <p>{namesOf(cards)}</p>
      <Form.Item name="section" label="调入科室" rules={needed('请选科室')}>
        <Select options={sections?.map(one => ({ value: one.name, label: one.name }))} />
      </Form.Item>
      <Form.Item name="person_id" label="使用人（在用的资产换人时选）">
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={usePeopleOptions()} />
      </Form.Item>
      <Form.Item name="place" label="存放地点（不填则不变）">
        <Input maxLength={60} />
      </Form.Item>
      <ReasonField label="原因（可不填）" optional />
    </FormWindow>
  )
}

type DisposalFields = {
  kind: DisposalKind
  reason: string
  appraisal?: string
  appraiser?: string
  counterparty?: string
}

function Dispose({ cards, close, done }: Props) {
  const [form] = Form.useForm<DisposalFields>()
  const kind = Form.useWatch('kind', form)
  const { run, busy, error } = useCommand<typeof proposeDisposal>('assets.propose-disposal', '处置申请已提交，等审批')
  const appraised = kind === 'sell' || kind === 'exchange'
  const submit = ({ appraisal, appraiser = '', counterparty = '', ...rest }: DisposalFields) =>
    run({
      ...rest,
      card_ids: idsOf(cards),
      appraisal_fen: appraisal ? (fenOf(appraisal) ?? null) : null,
      appraiser,
      counterparty,
    })
  return (
    <FormWindow<DisposalFields>
      title="申请处置"
      ok="提交审批"
      form={form}
      busy={busy}
      error={error}
      initial={{ kind: 'scrap' }}
      submit={submit}
      close={close}
      done={done}
    >
      <p>{namesOf(cards)}</p>
      <Form.Item name="kind" label="处置方式">
        <Select options={options(DISPOSAL_KINDS)} />
      </Form.Item>
      <ReasonField max={400} long />
      <Form.Item name="counterparty" label="接收或受让单位（没有就不填）">
        <Input maxLength={80} />
      </Form.Item>
      {appraised && (
        <div className="pair">
          <Form.Item name="appraisal" label="评估价值">
            <MoneyInput />
          </Form.Item>
          <Form.Item name="appraiser" label="评估机构">
            <Input maxLength={80} />
          </Form.Item>
        </div>
      )}
    </FormWindow>
  )
}

/** Buttons for what every chosen asset can take; nothing while nothing is chosen. */
export function MoveCards({ cards, done }: { cards: readonly Chosen[]; done: () => void }) {
  const [shown, setShown] = useState<'issue' | 'transfer' | 'dispose'>()
  const back = useCommand<typeof returnCards>('assets.return-cards', '已退库')
  // a card that came with imported books waits for its disposal without an application here
  const stateOf = ({ use_state, waits_for }: Chosen) =>
    use_state === 'to_dispose' && waits_for === null ? 'to_dispose_free' : use_state
  const all = (...states: string[]) => cards.length > 0 && cards.every(card => states.includes(stateOf(card)))
  const close = () => setShown(undefined)
  const finished = () => {
    close()
    done()
  }
  if (cards.length === 0) return null
  const props = { cards, close, done: finished }
  return (
    <>
      <ErrorNote error={back.error} />
      <div className="moves no-print" style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 12 }}>
        {all('idle') && (
          <Button type="primary" onClick={() => setShown('issue')}>
            领用
          </Button>
        )}
        {all('in_use', 'to_dispose_free') && (
          <Button
            loading={back.busy}
            onClick={() => void back.run({ card_ids: idsOf(cards) }).then(finished, () => undefined)}
          >
            退库
          </Button>
        )}
        {all('idle', 'in_use') && <Button onClick={() => setShown('transfer')}>内部调拨</Button>}
        {all('idle', 'in_use', 'repair', 'to_dispose_free') && (
          <Button onClick={() => setShown('dispose')}>申请处置</Button>
        )}
      </div>
      {shown === 'issue' && <Issue {...props} />}
      {shown === 'transfer' && <Transfer {...props} />}
      {shown === 'dispose' && <Dispose {...props} />}
    </>
  )
}
