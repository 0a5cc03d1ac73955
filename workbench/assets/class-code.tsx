// The field of a class code: typed as code or as a word of the name, chosen from the national standard's table.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { AutoComplete } from 'antd'
import { useState } from 'react'
import type { findClasses } from '../../src/assets/rules/rule-queries.ts'
import { ask } from '../app/api.ts'

export function ClassCode({ id, value, onChange }: { id?: string; value?: string; onChange?: (code: string) => void }) {
  const [search, setSearch] = useState('')
  const words = search.trim()
  const { data } = useQuery({
    queryKey: ['assets.find-classes', words],
    enabled: words !== '',
    placeholderData: keepPreviousData,
    queryFn: () => ask<typeof findClasses>('assets.find-classes', { search: words }),
  })
  const found = words === '' ? [] : (data ?? [])
  return (
    <AutoComplete
      {...(id === undefined ? {} : { id })}
      {...(value === undefined ? {} : { value })}
      {...(onChange ? { onChange } : {})}
      onSearch={setSearch}
      maxLength={20}
      placeholder="代码或名称，如 台式计算机"
      popupMatchSelectWidth={320}
      options={found.map(({ code, title, parent }) => ({
        value: code,
        label: `${code}　${title}${parent && parent !== title ? `（${parent}）` : ''}`,
      }))}
    />
  )
}
