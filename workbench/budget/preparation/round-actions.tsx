// What the accountant does with the whole of a year: open, copy, send up, control numbers, back, adopt. One main action a stage.
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import type { copyBudget, openPreparation } from '../../../src/budget/preparation/open-preparation.ts'
import type { reopenRound, sendUp } from '../../../src/budget/preparation/rounds.ts'
import { useMay } from '../../app/me.tsx'
import { paths } from '../../app/paths.ts'
import { ErrorNote, FormWindow, useCommand } from '../../ui/index.ts'
import { AdoptForm, ControlForm } from './class-forms.tsx'
import type { Preparation } from './data.ts'

function Open({ year }: { year: number }) {
  const { run, busy, error } = useCommand<typeof openPreparation>('budget.open-preparation', '已开始编制')
  return (
    <>
      <p>{year}年度的预算编制还没有开始。</p>
      <Button type="primary" loading={busy} onClick={() => void run({ year }).catch(() => undefined)}>
        开始编制
      </Button>
      <ErrorNote error={error} />
    </>
  )
}

function Copy({ year }: { year: number }) {
  const [open, setOpen] = useState(false)
  const { run, busy, error } = useCommand<typeof copyBudget>('budget.copy-budget', '已复制')
  const take = ({ from_year }: { from_year: number }) => run({ year, from_year })
  return (
    <>
      <Button onClick={() => setOpen(true)}>从往年复制</Button>
      <FormWindow<{ from_year: number }>
        title="从往年预算复制"
        ok="复制"
        open={open}
        busy={busy}
        error={error}
        initial={{ from_year: year - 1 }}
        submit={take}
        close={() => setOpen(false)}
      >
        <p>把往年批复的各行复制到对应科室的申报里，行号不变，便于对比。已有的行不动。</p>
        <Form.Item name="from_year" label="年度" rules={[{ required: true, message: '请填年度' }]}>
          <InputNumber min={2000} max={2100} precision={0} />
        </Form.Item>
      </FormWindow>
    </>
  )
}

function SendUp({ year, round }: { year: number; round: string }) {
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const { run, busy, error } = useCommand<typeof sendUp>('budget.send-up', `${round}已报送`, { keep: true })
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {round}报送财政
      </Button>
      <Modal
        open={open}
        title={`${round}报送财政`}
        okText="报送"
        confirmLoading={busy}
        onCancel={() => setOpen(false)}
        onOk={() =>
          void run({ year, note }).then(
            () => setOpen(false),
            () => undefined,
          )
        }
      >
        <ErrorNote error={error} />
        <p>各科室申报都经主任同意后才能报送。报送的内容作为一个版本保留。</p>
        <Form layout="vertical">
          <Form.Item label="说明（可不填）" htmlFor="send-up-note">
            <Input.TextArea
              id="send-up-note"
              maxLength={200}
              value={note}
              onChange={event => setNote(event.target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}

function Reopen({ year }: { year: number }) {
  const { run, busy, error } = useCommand<typeof reopenRound>('budget.reopen-round', '已退回科室修改')
  const [modal, holder] = Modal.useModal()
  const ask = () =>
    modal.confirm({
      title: '退回科室修改？',
      content: '财政要求调整时用。各科室的申报重新打开，修改后再审核、同意、报送；已报送的版本保留。',
      okText: '退回修改',
      onOk: () => run({ year }).catch(() => undefined),
    })
  return (
    <>
      {holder}
      <Button loading={busy} onClick={ask}>
        退回修改
      </Button>
      <ErrorNote error={error} />
    </>
  )
}

export function RoundActions({ data }: { data: Preparation }) {
  const finance = useMay(['finance'])
  const { year, stage } = data
  if (stage === 'adopted')
    return (
      <p>
        {year}年度预算已批复入账，执行情况见
        <Link to={paths.ledger} search={{ year } as never}>
          指标额度台账
        </Link>
        。
      </p>
    )
  if (!finance) return stage ? null : <p>{year}年度的预算编制还没有开始，由会计开编。</p>
  if (!stage) return <Open year={year} />
  return (
    <div className="plan-head" style={{ alignItems: 'center' }}>
      {stage === 'first_up' && <SendUp year={year} round="一上" />}
      {stage === 'second_up' && <SendUp year={year} round="二上" />}
      {stage === 'second_down' && <AdoptForm data={data} />}
      {(stage === 'first_down' || stage === 'second_up') && <ControlForm data={data} main={stage === 'first_down'} />}
      {stage === 'first_up' && <Copy year={year} />}
      {(stage === 'first_down' || stage === 'second_down') && <Reopen year={year} />}
    </div>
  )
}
