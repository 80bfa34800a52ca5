import ReactMarkdown from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'

/** Text of people who are not the reader: raw HTML is dropped, links and images pass an allow-list. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose-card text-sm">
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} disallowedElements={['img']}>
        {text}
      </ReactMarkdown>
    </div>
  )
}
