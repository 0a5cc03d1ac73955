// Pages of a list that the server cuts: the same everywhere.
export function pages(page: number, size: number, total: number | undefined, change: (page: number) => void) {
  return {
    current: page,
    pageSize: size,
    total: total ?? 0,
    onChange: change,
    showSizeChanger: false,
    hideOnSinglePage: true,
  }
}
