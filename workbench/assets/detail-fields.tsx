// The fields that only a vehicle, a house, land or an intangible has: shown for the kind of card that is being made.
import { Form, Input, Select } from 'antd'
import {
  type CardKind,
  DETAIL_FIELDS,
  type DetailField,
  type DetailKey,
  detailFault,
  detailsOfKind,
} from '../../src/assets/details-table.ts'

function Field({ name, of: key }: { name: (string | number)[]; of: DetailKey }) {
  const { title, form, of } = DETAIL_FIELDS[key] as DetailField
  return (
    <Form.Item
      name={[...name, key]}
      label={title}
      rules={[
        {
          validator: async (_rule, value: string | undefined) => {
            const fault = value ? detailFault(key, value.trim()) : null
            if (fault) throw new Error(fault)
          },
        },
      ]}
    >
      {of ? (
        <Select allowClear options={of.map(word => ({ value: word, label: word }))} />
      ) : (
        <Input
          maxLength={60}
          autoComplete="off"
          {...(form === 'day' && { type: 'date' })}
          {...(form === 'area' && { inputMode: 'decimal' as const })}
        />
      )}
    </Form.Item>
  )
}

/** `name` is where the details are in the form. Nothing for a general asset. */
export function DetailFields({ kind, name }: { kind: CardKind | undefined; name: (string | number)[] }) {
  const keys = detailsOfKind(kind ?? 'general')
  if (keys.length === 0) return null
  return (
    <div className="pair">
      {keys.map(key => (
        <Field key={key} name={name} of={key} />
      ))}
    </div>
  )
}

/** What is sent: the fields of the kind alone, without those left empty. */
export function detailsOf(kind: CardKind | undefined, details: Record<string, string | undefined> = {}) {
  const filled = detailsOfKind(kind ?? 'general').map(key => [key, details[key]?.trim() ?? ''] as const)
  return Object.fromEntries(filled.filter(([, value]) => value !== ''))
}
