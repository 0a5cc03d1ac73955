// Counting by scanning: the camera of a phone, a photo where a browser gives no camera, a scanner gun or the keyboard.
// Everything read waits here until the server has it.
import { Link, useParams } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { countCards } from '../../src/assets/stocktake/count-cards.ts'
import { ApiRefusal, perform } from '../app/api.ts'
import { paths } from '../app/paths.ts'
import { ErrorNote, PageFrame, useDraft } from '../ui/index.ts'
import './assets.css'
import { Camera, PhotoButton } from './camera.tsx'
import { useStocktake } from './data.ts'
import { type Answer, type How, type Scan, scanQueue, type Taken } from './scan-queue.ts'

const RESEND_MS = 8_000
const SHOWN = 12
type Seen = Taken & { key: string }

const send = (stocktake_id: string) => async (scans: Scan[]) =>
  (await perform<typeof countCards>('assets.count-cards', { stocktake_id, scans })) as Answer

/** The queue of this stocktake: sends at once, and again every few seconds while something waits. */
function useQueue(id: string) {
  const [queue] = useState(() => scanQueue(id, localStorage))
  const [waiting, setWaiting] = useState(() => queue.pending().length)
  const [answer, setAnswer] = useState<Answer>()
  const [error, setError] = useState<unknown>()
  const [seen, setSeen] = useState<Seen[]>([])
  const flush = useCallback(async () => {
    try {
      const got = await queue.flush(send(id))
      if (got) {
        setAnswer(got)
        const fresh = got.taken.map((one, n) => ({ ...one, key: `${Date.now()}-${n}` })).reverse()
        setSeen(before => [...fresh, ...before].slice(0, SHOWN))
      }
      setError(undefined)
    } catch (failed) {
      setError(failed)
    }
    setWaiting(queue.pending().length)
  }, [queue, id])
  useEffect(() => {
    void flush()
    const timer = setInterval(() => queue.pending().length > 0 && void flush(), RESEND_MS)
    return () => clearInterval(timer)
  }, [flush, queue])
  const add = useCallback(
    (code: string, how: How, place: string) => {
      if (!queue.add(code, how, place)) return
      setWaiting(queue.pending().length)
      void flush()
    },
    [queue, flush],
  )
  const drop = () => {
    queue.drop()
    setWaiting(0)
    setError(undefined)
  }
  return { add, waiting, answer, error, seen, flush, drop }
}

function Gun({ read }: { read: (code: string) => void }) {
  const [typed, setTyped] = useState('')
  return (
    <Form
      layout="vertical"
      style={{ maxWidth: 480 }}
      onFinish={() => {
        read(typed)
        setTyped('')
      }}
    >
      <Form.Item label="扫码枪或手工输入，按回车记一件" htmlFor="gun">
        <Input id="gun" autoFocus value={typed} autoComplete="off" onChange={event => setTyped(event.target.value)} />
      </Form.Item>
    </Form>
  )
}

function Progress({ done, all, waiting }: { done: number; all: number; waiting: number }) {
  return (
    <p aria-live="polite">
      <span className="scan-progress">
        {done} / {all}
      </span>
      {'　'}已盘
      {waiting > 0 && <span className="bad">　{waiting} 条没有传上去，恢复网络后自动补传</span>}
    </p>
  )
}

/** A stocktake that is concluded takes nothing any more: what waits here is given up. */
function TooLate({ waiting, drop }: { waiting: number; drop: () => void }) {
  return (
    <p>
      盘点已经结束，这台设备上还有 {waiting} 条没有计入，需要的请记到下一次盘点。{' '}
      <Button size="small" onClick={drop}>
        放弃这 {waiting} 条
      </Button>
    </p>
  )
}

export function ScanPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data } = useStocktake(id)
  const kept = useDraft<string>(`scan-place-${id}`)
  const [place, setPlace] = useState(kept.found ?? '')
  const { add, waiting, answer, error, seen, flush, drop } = useQueue(id)
  const over = error instanceof ApiRefusal && error.code === 'assets.stocktake-is-done'
  const last = useRef({ code: '', at: 0 })
  const read = (code: string, how: How) => {
    // a camera sees the same label many times a second
    const now = performance.now()
    if (how === 'camera' && last.current.code === code && now - last.current.at < 3000) return
    last.current = { code, at: now }
    navigator.vibrate?.(60)
    add(code, how, place)
  }
  return (
    <PageFrame
      title={`扫码盘点${data ? `：${data.title}` : ''}`}
      about={<Link to={`${paths.stocktakes}/${id}` as string}>回到盘点表</Link>}
    >
      <Progress
        done={answer?.found_count ?? data?.found_count ?? 0}
        all={answer?.item_count ?? data?.item_count ?? 0}
        waiting={over ? 0 : waiting}
      />
      <ErrorNote error={error} {...(!over && { retry: () => void flush() })} />
      {over && waiting > 0 && <TooLate waiting={waiting} drop={drop} />}
      <Form layout="vertical" style={{ maxWidth: 480 }}>
        <Form.Item label="现在的地点（填了就记为实际位置，可不填）" htmlFor="scan-place">
          <Input
            id="scan-place"
            value={place}
            maxLength={60}
            onChange={event => {
              setPlace(event.target.value)
              kept.keep(event.target.value)
            }}
          />
        </Form.Item>
      </Form>
      <Camera read={code => read(code, 'camera')} />
      <PhotoButton read={code => read(code, 'camera')} />
      <Gun read={code => read(code, 'scanner')} />
      <ul className="scan-list" aria-label="刚扫到的">
        {seen.map(one => (
          <li key={one.key} className={one.wanted ? '' : 'unknown'}>
            <span>{one.card_no ?? one.code}</span>
            <span>
              {one.name ?? '不在册，记为盘盈待查'}
              {one.name !== null && !one.wanted && '（不在这次盘点范围）'}
            </span>
          </li>
        ))}
      </ul>
      {waiting > 0 && !over && <Button onClick={() => void flush()}>现在补传</Button>}
    </PageFrame>
  )
}
