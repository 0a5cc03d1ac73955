// The history of a document: what happened, who did it, when; newest last.
import './slip.css'
import { moment } from './text.ts'

export type Step = { what: string; who: string; at: string; note?: string | null | undefined }

export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="steps" aria-label="办理经过">
      {steps.map((step, n) => (
        <li key={n}>
          {step.what}
          <br />
          <span className="soft">
            {step.who}　{moment(step.at)}
            {step.note && `　${step.note}`}
          </span>
        </li>
      ))}
    </ol>
  )
}
