import ReactMarkdown from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'

/** The page has a first heading of its own; those of a text come below it. */
const HEADINGS = { h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6' } as const

/** Text of people who are not the reader: raw HTML is dropped, links and images pass an allow-list. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose-card text-sm">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize]}
        disallowedElements={['img']}
        components={HEADINGS}
      >
        {text}
      </ReactMarkdown>
    </div>
  )
}
