// Where the unit is and at which level its budget stands: rules that differ by place are chosen by it.
import { Button, Form, Input, Select } from 'antd'
import type { Place, setPlace } from '../../src/people/place.ts'
import { LEVELS, placeName } from '../../src/people/words.ts'
import { useMay } from '../app/me.tsx'
import { ErrorNote, useCommand } from '../ui/index.ts'
import type { UnitRead } from './unit.tsx'

const options = LEVELS.map(level => ({ value: level, label: level }))

/** The four fields, as the setup asks for them too. `at` is where the form keeps them. */
export function PlaceFields({ at = [] }: { at?: readonly string[] }) {
  const name = (field: string) => [...at, field]
  return (
    <div className="pair">
      <Form.Item
        name={name('province')}
        label="所在省（自治区、直辖市）"
        rules={[{ required: true, pattern: /^\S+(省|市|自治区|兵团)$/, message: '写全称，如“湖南省”' }]}
      >
        <Input maxLength={20} autoComplete="off" placeholder="湖南省" />
      </Form.Item>
      <Form.Item name={name('city')} label="所在市（州，没有就留空）">
        <Input maxLength={20} autoComplete="off" placeholder="邵阳市" />
      </Form.Item>
      <Form.Item name={name('county')} label="所在区县（没有就留空）">
        <Input maxLength={20} autoComplete="off" placeholder="北塔区" />
      </Form.Item>
      <Form.Item name={name('level')} label="预算级次" rules={[{ required: true, message: '请选预算级次' }]}>
        <Select options={options} />
      </Form.Item>
    </div>
  )
}

export function PlaceForm({ read }: { read: UnitRead }) {
  const [form] = Form.useForm<Place>()
  const may = useMay(['admin', 'finance'])
  const { run, busy, error } = useCommand<typeof setPlace>('people.set-place', '已保存')
  const submit = ({ city = '', county = '', ...rest }: Place) =>
    run({ ...rest, city: city.trim(), county: county.trim() }).catch(() => undefined)
  return (
    <section className="panel">
      <h2>所在地区和预算级次</h2>
      <p className="soft">
        采购限额、公开招标数额等规定各地各级不同，按这里选适用的一条。
        {!may &&
          (read.place ? `${placeName(read.place)}，${read.place.level}。` : '还没有设定，由系统管理员或会计设定。')}
      </p>
      {may && (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={read.place ?? undefined}
          onFinish={fields => void submit(fields)}
        >
          <PlaceFields />
          <ErrorNote error={error} />
          <Button htmlType="submit" loading={busy}>
            保存地区和级次
          </Button>
        </Form>
      )}
    </section>
  )
}
