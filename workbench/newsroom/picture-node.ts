// A picture in the editor: from the media library only, with its caption below. Pictures of elsewhere do not get in.
import { Image } from '@tiptap/extension-image'

const OWN = /^\/media\/[0-9a-f]{64}\.(?:jpg|png)$/

export const Picture = Image.extend({
  parseHTML: () => [
    {
      tag: 'img[src]',
      getAttrs: element => (OWN.test(element.getAttribute('src') ?? '') ? null : false),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => [
    'figure',
    {},
    ['img', { src: HTMLAttributes.src, alt: HTMLAttributes.alt ?? '' }],
    ['figcaption', { contenteditable: 'false' }, HTMLAttributes.title || '（没有图说）'],
  ],
})
