// Reads by account as bars, visits of the site by day as a line. Drawn on canvas; the tables beside them say the same.
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { SANS, TOKENS } from '../../src/kernel/tokens.ts'
import { count, type Dashboard, nameOf } from './data.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

type Option = Parameters<ReturnType<typeof init>['setOption']>[0]
const BARS_MAX = 8

function Chart({ label, height, option }: { label: string; height: number; option: Option }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return
    const chart = init(box.current)
    chart.setOption({ animation: false, textStyle: { fontFamily: SANS, color: TOKENS.ink }, ...option })
    const resize = () => chart.resize()
    window.addEventListener('resize', resize)
    return () => {
      window.removeEventListener('resize', resize)
      chart.dispose()
    }
  }, [option])
  return <div ref={box} role="img" aria-label={label} style={{ height }} />
}

const line = { lineStyle: { color: TOKENS.line } }

function accountBars(accounts: Dashboard['accounts']): Option {
  const shown = accounts
    .filter(row => row.reads > 0)
    .slice(0, BARS_MAX)
    .toReversed()
  return {
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${count(Number(value))} 次` },
    grid: { left: 8, right: 64, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', splitLine: line, axisLabel: { hideOverlap: true } },
    yAxis: { type: 'category', data: shown.map(nameOf), axisTick: { show: false }, axisLine: line },
    series: [
      {
        name: '阅读播放',
        type: 'bar',
        data: shown.map(row => row.reads),
        itemStyle: { color: TOKENS.slate },
        barMaxWidth: 18,
        label: { show: true, position: 'right', formatter: ({ value }: { value: unknown }) => count(Number(value)) },
      },
    ],
  } as Option
}

function siteLine(site: Dashboard['site']): Option {
  return {
    tooltip: { trigger: 'axis' },
    legend: { top: 0, left: 0, itemHeight: 8 },
    grid: { left: 44, right: 12, top: 32, bottom: 24 },
    xAxis: { type: 'category', data: site.map(row => row.on_day.slice(5)), axisTick: { show: false }, axisLine: line },
    yAxis: { type: 'value', splitLine: line, minInterval: 1 },
    series: [
      {
        name: '浏览',
        type: 'line',
        data: site.map(row => row.views),
        itemStyle: { color: TOKENS.tower },
        symbolSize: 4,
      },
      {
        name: '访客',
        type: 'line',
        data: site.map(row => row.visitors),
        itemStyle: { color: TOKENS.slate },
        symbolSize: 4,
      },
    ],
  } as Option
}

export default function EffectCharts({ data }: { data: Dashboard }) {
  return (
    <div className="two">
      <section className="panel">
        <h2>
          各账号阅读播放<span className="unit">单位：次</span>
        </h2>
        {data.accounts.some(row => row.reads > 0) ? (
          <Chart label="各账号阅读播放次数" height={260} option={accountBars(data.accounts)} />
        ) : (
          <p className="soft">这段时间还没有阅读数据。</p>
        )}
      </section>
      <section className="panel">
        <h2>
          网站访问<span className="unit">不含机器访问和本单位人员</span>
        </h2>
        {data.site.length > 0 ? (
          <Chart label="网站每天的浏览次数和访客数" height={260} option={siteLine(data.site)} />
        ) : (
          <p className="soft">这段时间还没有网站访问记录。访问由系统自动统计，每半分钟汇总一次。</p>
        )}
      </section>
    </div>
  )
}
