import { expect, test } from 'vitest'
import { s3SettingsOf } from './s3-settings'
import { xmlElements, xmlText } from './xml-fields'

const base = {
  SLIPWAY_S3_BUCKET: 'models',
  SLIPWAY_S3_REGION: 'eu-central-1',
  SLIPWAY_S3_PREFIX: '/slipway/prod/',
  SLIPWAY_S3_ACCESS_KEY_ID: 'id',
  SLIPWAY_S3_SECRET_ACCESS_KEY: 'secret',
}

test('without a bucket there is no object store', () => {
  expect(s3SettingsOf({ SLIPWAY_S3_REGION: 'x', SLIPWAY_S3_PREFIX: '' })).toBeNull()
})

test('a bucket alone is one of Amazon, by host name; an endpoint of one’s own goes by path', () => {
  expect(s3SettingsOf(base)).toMatchObject({
    endpoint: 'https://s3.eu-central-1.amazonaws.com',
    prefix: 'slipway/prod/',
    pathStyle: false,
  })
  const own = { ...base, SLIPWAY_S3_ENDPOINT: 'https://store.example:9000', SLIPWAY_S3_PREFIX: '' }
  expect(s3SettingsOf(own)).toMatchObject({ endpoint: 'https://store.example:9000', prefix: '', pathStyle: true })
  expect(s3SettingsOf({ ...own, SLIPWAY_S3_PATH_STYLE: 'off' })).toMatchObject({ pathStyle: false })
})

test.each([
  ['no key id', { SLIPWAY_S3_ACCESS_KEY_ID: undefined }],
  ['no secret', { SLIPWAY_S3_SECRET_ACCESS_KEY: undefined }],
  [
    'a secret file that is not there',
    { SLIPWAY_S3_SECRET_ACCESS_KEY: '', SLIPWAY_S3_SECRET_ACCESS_KEY_FILE: '/no/file' },
  ],
  ['plain http to another machine', { SLIPWAY_S3_ENDPOINT: 'http://store.example' }],
  ['an address with a path', { SLIPWAY_S3_ENDPOINT: 'https://store.example/models' }],
  ['credentials in the address', { SLIPWAY_S3_ENDPOINT: 'https://a:b@store.example' }],
  ['a prefix that climbs', { SLIPWAY_S3_PREFIX: 'a//b' }],
  ['no bucket name', { SLIPWAY_S3_BUCKET: 'Models!' }],
])('%s stops the start', (_name, change) => {
  expect(() => s3SettingsOf({ ...base, ...change })).toThrow('Configuration is not valid')
})

test('answers of S3 are read without an XML library: texts, lists, entities', () => {
  const xml = '<R xmlns="x"><Upload><Key>a&amp;b&#x21;&#33;</Key></Upload><Upload><Key>c</Key></Upload><Size/></R>'
  expect(xmlElements(xml, 'Upload').map((entry) => xmlText(entry, 'Key'))).toEqual(['a&b!!', 'c'])
  expect(xmlText(xml, 'NextMarker')).toBeNull()
})
