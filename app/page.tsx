import { HomeRedirect } from '@/components/identity/home-redirect'
import { gatePerson } from '@/lib/server/gate'

export default async function HomePage() {
  await gatePerson()
  return <HomeRedirect />
}
