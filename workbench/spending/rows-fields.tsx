// The rows of a claim: what was spent, and who gets the money.
import { Button, Form, Input } from 'antd'
import type { Kind } from '../../src/spending/vocabulary.ts'
import { MoneyInput } from '../ui/index.ts'
import { PayeesFile } from './payees-file.tsx'

const Remove = ({ what, onClick }: { what: string; onClick: () => void }) => (
  <Button type="text" aria-label={`去掉${what}`} onClick={onClick}>
    ×
  </Button>
)

/** 费用明细: one row an invoice or a kind of expense. */
export function ItemsField() {
  return (
    <Form.List name="items" initialValue={[{}]}>
      {(rows, { add, remove }) => (
        <fieldset className="rows">
          <legend>费用明细</legend>
          {rows.map(({ key, name }) => (
            <div className="row-item" key={key}>
              <Form.Item name={[name, 'title']}>
                <Input aria-label={`第 ${name + 1} 项名称`} placeholder="名称，如 打印纸" maxLength={80} />
              </Form.Item>
              <Form.Item name={[name, 'amount']}>
                <MoneyInput aria-label={`第 ${name + 1} 项金额`} placeholder="金额" />
              </Form.Item>
              <Form.Item name={[name, 'note']}>
                <Input aria-label={`第 ${name + 1} 项说明`} placeholder="说明（可不填）" maxLength={200} />
              </Form.Item>
              <Remove what={`第 ${name + 1} 项`} onClick={() => remove(name)} />
            </div>
          ))}
          <Button size="small" onClick={() => add({})}>
            加一项
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}

/** 收款人: accounts and identity numbers are text. */
export function PayeesField({ kind }: { kind: Kind }) {
  const labour = kind === 'labour'
  return (
    <Form.List name="payees" initialValue={[{}]}>
      {(rows, { add, remove }) => (
        <fieldset className="rows">
          <legend>{labour ? '领款人' : '收款人'}</legend>
          {rows.map(({ key, name }) => (
            <div className={labour ? 'row-payee labour' : 'row-payee'} key={key}>
              <Form.Item name={[name, 'name']}>
                <Input aria-label={`第 ${name + 1} 位收款人`} placeholder="户名" maxLength={60} />
              </Form.Item>
              <Form.Item name={[name, 'account_no']}>
                <Input
                  aria-label={`第 ${name + 1} 位账号`}
                  placeholder="账号或公务卡号"
                  inputMode="numeric"
                  maxLength={40}
                  autoComplete="off"
                />
              </Form.Item>
              <Form.Item name={[name, 'bank']}>
                <Input aria-label={`第 ${name + 1} 位开户行`} placeholder="开户行" maxLength={80} />
              </Form.Item>
              {labour && (
                <Form.Item name={[name, 'id_no']}>
                  <Input
                    aria-label={`第 ${name + 1} 位身份证号`}
                    placeholder="身份证号"
                    maxLength={18}
                    autoComplete="off"
                  />
                </Form.Item>
              )}
              <Form.Item name={[name, 'gross']}>
                <MoneyInput aria-label={`第 ${name + 1} 位金额`} placeholder={labour ? '税前金额' : '金额'} />
              </Form.Item>
              {labour && (
                <Form.Item name={[name, 'tax']}>
                  <MoneyInput aria-label={`第 ${name + 1} 位个税`} placeholder="代扣个税" />
                </Form.Item>
              )}
              <Remove what={`第 ${name + 1} 位`} onClick={() => remove(name)} />
            </div>
          ))}
          <div className="claim-acts" style={{ marginTop: 0 }}>
            <Button size="small" onClick={() => add({})}>
              加一位
            </Button>
            <PayeesFile />
          </div>
        </fieldset>
      )}
    </Form.List>
  )
}
