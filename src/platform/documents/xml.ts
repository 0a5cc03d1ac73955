// Streaming XML without DTDs: no entities of the file's own, nothing from outside.
import { SaxesParser } from 'saxes'
import { Refusal } from '../../kernel/index.ts'
import { damaged, dangerousXml } from './refusals.ts'

export type Attributes = Record<string, string>
export type XmlHandler = {
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

/** Walks XML bytes. Refuses a DTD (documents.dangerous-xml) and broken XML (documents.damaged). */
export function walkXml(bytes: Uint8Array, where: { file: string; part: string }, handler: XmlHandler): void {
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw dangerousXml({ name: where.file, where: where.part })
  })
  parser.on('opentag', tag => handler.open?.(tag.name, tag.attributes as Attributes))
  parser.on('closetag', tag => handler.close?.(tag.name))
  parser.on('text', text => handler.text?.(text))
  parser.on('error', error => {
    throw error
  })
  try {
    parser.write(new TextDecoder().decode(bytes)).close()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw damaged({ name: where.file, where: where.part })
  }
}
