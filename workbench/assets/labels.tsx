// Labels to print and stick on: a sheet of QR codes with number, name and section.
import { Button, Spin } from 'antd'
import QRCode from 'qrcode'
import { useEffect, useState } from 'react'
import { useMe } from '../app/me.tsx'
import { PageFrame } from '../ui/index.ts'
import './assets.css'
import type { Card } from './data.ts'

type Label = Pick<Card, 'id' | 'card_no' | 'tag_no' | 'name' | 'section' | 'acquired_on' | 'brand_model'>

/** The codes as SVG text; made once for the chosen cards. */
function useCodes(cards: readonly Label[]) {
  const [codes, setCodes] = useState<Map<string, string>>()
  useEffect(() => {
    let current = true
    void Promise.all(
      cards.map(async card => {
        const svg = await QRCode.toString(card.tag_no ?? card.card_no, {
          type: 'svg',
          margin: 0,
          errorCorrectionLevel: 'M',
        })
        return [card.id, svg] as const
      }),
    ).then(made => current && setCodes(new Map(made)))
    return () => {
      current = false
    }
  }, [cards])
  return codes
}

const source = (svg: string) => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`

export function Labels({ cards, close }: { cards: readonly Label[]; close: () => void }) {
  const codes = useCodes(cards)
  const { data: me } = useMe()
  return (
    <PageFrame
      title="资产标签"
      about={`${cards.length} 张，每页 A4 三列。打印时选“实际大小”，贴在资产明显处，盘点时扫码。`}
      actions={
        <>
          <Button onClick={close}>返回列表</Button>
          <Button type="primary" onClick={() => window.print()}>
            打印
          </Button>
        </>
      }
    >
      {!codes && <Spin />}
      <ul className="labels" aria-label="资产标签">
        {codes &&
          cards.map(card => (
            <li key={card.id}>
              <img src={source(codes.get(card.id) ?? '')} alt={`${card.card_no} 的二维码`} width="88" height="88" />
              <div>
                <strong>{card.name}</strong>
                <span>{card.brand_model}</span>
                <span>{card.tag_no ?? card.card_no}</span>
                <span>{card.section}</span>
                <span>{card.acquired_on}</span>
                <span className="soft">{me?.unit}</span>
              </div>
            </li>
          ))}
      </ul>
    </PageFrame>
  )
}
