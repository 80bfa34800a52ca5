import { BlockList, isIP, isIPv6 } from 'node:net'

/** Nothing there may ever be reached: this host, its cloud's metadata, groups, and IPv6 forms that wrap an IPv4 address. */
const NEVER = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2001:db8::/32',
  '2002::/16',
  'fd00:ec2::254/128',
  'fe80::/10',
  'ff00::/8',
]

/** Somebody's own network: open only to a destination that the installation names. */
const PRIVATE = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '::1/128',
  'fc00::/7',
  'fec0::/10',
]

/** A list per family: in one list, ::ffff:0:0/96 would mean every IPv4 address. */
interface Ranges {
  v4: BlockList
  v6: BlockList
}

function toRanges(cidrs: readonly string[]): Ranges {
  const ranges: Ranges = { v4: new BlockList(), v6: new BlockList() }
  for (const cidr of cidrs) {
    const [network = '', bits = ''] = cidr.split('/')
    if (isIP(network) === 0 || !/^\d{1,3}$/.test(bits)) throw new Error(`${cidr} is no range of addresses`)
    const list = isIPv6(network) ? ranges.v6 : ranges.v4
    list.addSubnet(network, Number(bits), isIPv6(network) ? 'ipv6' : 'ipv4')
  }
  return ranges
}

function isWithin({ v4, v6 }: Ranges, address: string): boolean {
  return isIPv6(address) ? v6.check(address, 'ipv6') : v4.check(address, 'ipv4')
}

const never = toRanges(NEVER)
const priv = toRanges(PRIVATE)
const loopback = toRanges(['::1/128'])

/**
 * Whether an address must not be connected to. `isOpened`: the installation opened this destination, so that private ranges count no
 * more; what is never reached stays closed. Text that is no address is blocked.
 */
export function addressBlocker(clusterCidrs: readonly string[]): (address: string, isOpened: boolean) => boolean {
  const cluster = toRanges(clusterCidrs)
  return (written, isOpened) => {
    const address = written.replace(/%.*$/, '')
    if (isIP(address) === 0) return true
    // ::1 lies in ::/96, which is closed for what it wraps; itself it is as private as 127.0.0.1.
    if (isWithin(never, address) && !isWithin(loopback, address)) return true
    return !isOpened && (isWithin(priv, address) || isWithin(cluster, address))
  }
}
