import { expect } from '@playwright/test'
import { demo, type PersonaRole, pageUrl, personaOf } from './demo'
import { test } from './fixtures'

const ROLES: readonly PersonaRole[] = [
  'data-scientist',
  'operator',
  'second-operator',
  'auditor',
  'platform-admin',
  'security-admin',
]

for (const role of ROLES)
  test(`the ${role} signs in and lands in the workspace`, async ({ page }) => {
    const { email, password } = personaOf(role)
    await page.goto(`${demo.url}/sign-in`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(pageUrl())
    await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeVisible()
    await page.getByRole('button', { name: 'Your account' }).click()
    await expect(page.getByText(email)).toBeVisible()
  })

test('a wrong password is refused in words that do not say which half was wrong', async ({ page }) => {
  await page.goto(`${demo.url}/sign-in`)
  await page.getByLabel('E-mail').fill(personaOf('auditor').email)
  await page.getByLabel('Password').fill('not the password of anybody')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('E-mail or password is not right.')).toBeVisible()
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a page asked for without a session leads to sign-in and from there to that page', async ({ page }) => {
  const { email, password } = personaOf('operator')
  await page.goto(pageUrl('agents'))
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(pageUrl('agents'))
})

test('signing out ends the session', async ({ page }) => {
  const { email, password } = personaOf('second-operator')
  await page.goto(`${demo.url}/sign-in`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto(pageUrl('deployments'))
  await expect(page).toHaveURL(/\/sign-in/)
})
