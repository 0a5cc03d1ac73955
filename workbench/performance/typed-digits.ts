// Marks numbers typed where a figure belongs, at once and by the same rule by which the server refuses them.
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { numbersIn } from '../../src/performance/content.ts'

/** Where typed numbers stand in the editor's document. */
export function typedPlaces(document: Node): { from: number; to: number; text: string }[] {
  const places: { from: number; to: number; text: string }[] = []
  document.descendants((node, position) => {
    for (const { at, end, text } of node.isText ? numbersIn(node.text ?? '') : [])
      places.push({ from: position + at, to: position + end, text })
  })
  return places
}

export const TypedDigits = Extension.create({
  name: 'typedDigits',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations: ({ doc }) =>
          DecorationSet.create(
            doc,
            typedPlaces(doc).map(({ from, to }) => Decoration.inline(from, to, { class: 'typed-digit' })),
          ),
      },
    }),
  ],
})
