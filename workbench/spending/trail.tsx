// Where a claim stands on its way: its steps with who decided, who is waited for, and everything that happened.
import { DECISIONS, MOVES, STATES } from '../../src/spending/vocabulary.ts'
import { moment } from '../ui/index.ts'
import { type FullClaim, word } from './data.ts'

const LABELS: Record<string, string> = { ...MOVES, draft: '新建', repay: '归还借款', carry: '跨年结转', refund: '退款' }

function Steps({ claim }: { claim: FullClaim }) {
  return (
    <ol className="trail">
      {claim.steps.map(step => (
        <li key={step.n} className={step.decision ? 'done' : step.n === claim.open_step ? 'now' : ''}>
          <b>{step.title}</b>
          {step.decision && step.decided_at ? (
            <>
              {'　'}
              {step.person}
              {step.for_person && `（代${step.for_person}）`} {word(DECISIONS, step.decision)}
              {step.opinion && `：${step.opinion}`}
              <small>{moment(step.decided_at)}</small>
            </>
          ) : (
            step.n === claim.open_step && <small>等 {claim.who.map(one => one.person).join('、') || '有权的人'}</small>
          )}
        </li>
      ))}
    </ol>
  )
}

export function Trail({ claim }: { claim: FullClaim }) {
  return (
    <aside>
      {claim.steps.length > 0 && (
        <section>
          <h2>审批</h2>
          <Steps claim={claim} />
        </section>
      )}
      <section>
        <h2>经过</h2>
        <ol className="trail">
          {claim.history.map((event, at) => (
            <li key={at}>
              {word(LABELS, event.move)}　{event.person}
              {event.note && `：${event.note}`}
              <small>
                {moment(event.at)}　{word(STATES, event.to_state)}
              </small>
            </li>
          ))}
        </ol>
      </section>
    </aside>
  )
}
