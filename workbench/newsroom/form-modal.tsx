// A button that opens a form in a window, performs one command and closes when it is done.
import { Button, Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { ErrorNote } from '../ui/index.ts'

export const required = [{ required: true, message: '要填写' }]

type Props<Fields extends object> = {
  /** the button's words */
  button: string
  title?: string
  ok?: string
  primary?: boolean
  small?: boolean
  /** words without a frame, for tool bars */
  plain?: boolean
  danger?: boolean
  width?: number
  initial?: Partial<Fields>
  command: { busy: boolean; error: unknown; clear: () => void }
  submit: (fields: Fields) => Promise<unknown>
  children: ReactNode | ((form: FormInstance<Fields>) => ReactNode)
}

export function FormModal<Fields extends object>(props: Props<Fields>) {
  const {
    button,
    title = button,
    ok = button,
    primary = false,
    small = false,
    plain = false,
    danger = false,
    width = 560,
  } = props
  const { command, submit, children, initial } = props
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Fields>()
  const close = () => {
    setOpen(false)
    command.clear()
  }
  return (
    <>
      <Button
        type={primary ? 'primary' : plain ? 'text' : 'default'}
        size={small ? 'small' : 'middle'}
        danger={danger}
        onClick={() => setOpen(true)}
      >
        {button}
      </Button>
      <Modal
        open={open}
        title={title}
        okText={ok}
        width={width}
        onCancel={close}
        confirmLoading={command.busy}
        onOk={() => form.submit()}
        destroyOnHidden
        afterClose={() => form.resetFields()}
      >
        <ErrorNote error={command.error} />
        <Form<Fields>
          form={form}
          layout="vertical"
          className="details"
          {...(initial ? { initialValues: initial } : {})}
          onFinish={fields => void submit(fields).then(close, () => undefined)}
        >
          {typeof children === 'function' ? children(form) : children}
        </Form>
      </Modal>
    </>
  )
}
