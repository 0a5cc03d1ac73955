// What the portal refuses.
import { refusal } from '../kernel/index.ts'

export const noSuchPage = refusal('portal.no-such-page', 404, () => '没有这个页面，可能已经移走或地址有误。')
