// A first password, shown once: to be copied and handed over.
import { Modal, Typography } from 'antd'

export type FirstPassword = { name: string; login: string; password: string }

export function ShowFirstPassword({ made, close }: { made: FirstPassword; close: () => void }) {
  return (
    <Modal
      open
      title={`${made.name}的首次密码`}
      onOk={close}
      onCancel={close}
      okText="已经记下"
      cancelButtonProps={{ style: { display: 'none' } }}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
    >
      <p>
        登录名 <strong>{made.login}</strong>
      </p>
      <p>
        首次密码{' '}
        <Typography.Text code copyable style={{ fontSize: 16 }}>
          {made.password}
        </Typography.Text>
      </p>
      <p className="soft">只显示这一次。请当面或用可靠的方式交给本人，首次登录须修改。</p>
    </Modal>
  )
}
