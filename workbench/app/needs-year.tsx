// Pages about a year say what to do first while no year is kept; else they would wait for one for ever.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useYears } from '../ui/index.ts'
import { useMay } from './me.tsx'
import { paths } from './paths.ts'

export function NeedsYear({ children }: { children: ReactNode }) {
  const { data } = useYears()
  const finance = useMay(['finance'])
  if (data?.length !== 0) return children
  if (!finance) return <p>还没有账。请会计先把批复的预算入账，这里就会有内容。</p>
  return (
    <p>
      还没有账。从<Link to={paths.plan}>预算批复入账</Link>开始，或<Link to={paths.importBooks}>导入往年账</Link>。
    </p>
  )
}
