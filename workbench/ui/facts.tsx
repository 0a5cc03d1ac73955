// Facts about one thing, a name and a value each; what is empty is left out.
import { Fragment } from 'react'

export function Facts({ facts }: { facts: readonly [name: string, value: string][] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  )
}
