// A form in a window: performs one command, tells what went wrong and closes when it is done.
import { Button, type ButtonProps, Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { ErrorNote } from './error-note.tsx'

export const required = [{ required: true, message: '要填写' }]

export type FormWindowProps<Fields> = {
  title: string
  /** the word on the button that submits */
  ok: string
  okButtonProps?: ButtonProps
  cancelText?: string
  width?: number
  open?: boolean
  busy: boolean
  error: unknown
  initial?: { [Name in keyof Fields]?: unknown } | undefined
  /** where fields are watched or set from outside */
  form?: FormInstance<Fields>
  requiredMark?: boolean
  className?: string
  /** only what is shown is kept: opened again, the form begins anew */
  fresh?: boolean
  /** rejects when it was refused: the window stays, with what was typed */
  submit: (fields: Fields) => Promise<unknown>
  close: () => void
  /** when it is done; closing, where nothing else is said */
  done?: () => void
  children: ReactNode
}

export function FormWindow<Fields>({
  title,
  ok,
  width = 520,
  open = true,
  busy,
  error,
  initial = {},
  fresh = false,
  submit,
  close,
  done = close,
  children,
  ...rest
}: FormWindowProps<Fields>) {
  const [form] = Form.useForm<Fields>(rest.form)
  const { okButtonProps = {}, cancelText = '取消', requiredMark = true, className = '' } = rest
  return (
    <Modal
      open={open}
      title={title}
      okText={ok}
      okButtonProps={okButtonProps}
      cancelText={cancelText}
      width={width}
      onCancel={close}
      confirmLoading={busy}
      onOk={() => form.submit()}
      destroyOnHidden={fresh}
      afterClose={() => fresh && form.resetFields()}
    >
      <ErrorNote error={error} />
      <Form<Fields>
        form={form}
        layout="vertical"
        className={className}
        requiredMark={requiredMark}
        initialValues={initial}
        onFinish={fields => void submit(fields).then(done, () => undefined)}
      >
        {children}
      </Form>
    </Modal>
  )
}

type ButtonWindowProps<Fields> = {
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

/** A button that opens such a window. */
export function FormModal<Fields extends object>(props: ButtonWindowProps<Fields>) {
  const { button, title = button, ok = button, width = 560, command, submit, children, initial = {} } = props
  const { primary = false, small = false, plain = false, danger = false } = props
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
      <FormWindow<Fields>
        {...{ title, ok, width, open, initial, form, submit, close }}
        busy={command.busy}
        error={command.error}
        className="details"
        fresh
      >
        {typeof children === 'function' ? children(form) : children}
      </FormWindow>
    </>
  )
}
