// Execution by month, as bars with the cumulative line. Drawn on canvas; the table beside it says the same.
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { SANS, TOKENS } from '../../src/kernel/tokens.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

export type Month = { month: number; spent_fen: string; income_fen: string }

const wanOf = (fen: string) => Number(fen) / 1_000_000

export default function MonthChart({ months }: { months: readonly Month[] }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return
    const chart = init(box.current)
    let sum = 0
    const cumulative = months.map(row => {
      sum += wanOf(row.spent_fen)
      return Number(sum.toFixed(2))
    })
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: SANS, color: TOKENS.ink },
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => `${value.toFixed(2)}万元` },
      legend: { top: 0, left: 0, itemHeight: 8 },
      grid: { left: 44, right: 44, top: 36, bottom: 24 },
      xAxis: {
        type: 'category',
        data: months.map(row => `${row.month}月`),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: TOKENS.line } },
      },
      yAxis: [
        { type: 'value', splitLine: { lineStyle: { color: TOKENS.line } } },
        { type: 'value', splitLine: { show: false } },
      ],
      series: [
        {
          name: '当月支出',
          type: 'bar',
          data: months.map(row => Number(wanOf(row.spent_fen).toFixed(2))),
          itemStyle: { color: TOKENS.slate },
          barMaxWidth: 22,
        },
        {
          name: '累计支出',
          type: 'line',
          yAxisIndex: 1,
          data: cumulative,
          itemStyle: { color: TOKENS.tower },
          symbolSize: 5,
        },
      ],
    })
    const resize = () => chart.resize()
    window.addEventListener('resize', resize)
    return () => {
      window.removeEventListener('resize', resize)
      chart.dispose()
    }
  }, [months])
  return <div ref={box} role="img" aria-label="分月支出和累计支出（万元）" style={{ height: 260 }} />
}
