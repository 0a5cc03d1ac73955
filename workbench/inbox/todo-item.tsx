// One todo: what it is, since when it waits, when it is due, and what can be done about it at once.
import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { moment } from '../ui/index.ts'
import { idOf, type Todo, type TodoAction } from './data.ts'

type Props = {
  todo: Todo
  today: string
  chosen: boolean
  choose: (on: boolean) => void
  act: (action: TodoAction) => void
}

export function Due({ todo, today }: { todo: Todo; today: string }) {
  if (!todo.due_on) return null
  const days = Math.round((Date.parse(today) - Date.parse(todo.due_on)) / 86_400_000)
  if (todo.overdue) return <span className="bad">已超期 {days} 天</span>
  return <span className={days === 0 ? 'soon' : 'soft'}>{days === 0 ? '今天到期' : `${todo.due_on} 到期`}</span>
}

export function TodoItem({ todo, today, chosen, choose, act }: Props) {
  const batch = todo.actions.some(action => action.batch)
  return (
    <li className={chosen ? 'todo chosen' : 'todo'} id={`todo-${idOf(todo)}`}>
      {batch ? (
        <Checkbox checked={chosen} onChange={event => choose(event.target.checked)} aria-label={`选中 ${todo.title}`} />
      ) : (
        <span />
      )}
      <div className="what">
        <div className="head">
          <Link to={todo.path as string}>{todo.title}</Link>
          <Due todo={todo} today={today} />
        </div>
        <div className="soft">{todo.detail}</div>
        <div className="soft small">
          {todo.kind}　{moment(todo.since)}
        </div>
      </div>
      <div className="acts">
        {todo.actions.map(action => (
          <Button key={action.title} danger={action.danger} onClick={() => act(action)}>
            {action.title}
          </Button>
        ))}
        {todo.actions.length === 0 && (
          <Link className="as-button" to={todo.path as string} aria-label={`办理 ${todo.title}`}>
            办理
          </Link>
        )}
      </div>
    </li>
  )
}
