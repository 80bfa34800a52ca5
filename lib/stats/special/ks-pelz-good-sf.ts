const PI2 = Math.PI ** 2
const PI4 = PI2 ** 2
const PI6 = PI2 ** 3
const ROOT_2PI = Math.sqrt(2 * Math.PI)

/**
 * P(D_n >= d) by the four-term expansion K0(z) + K1(z)/n^{1/2} + K2(z)/n + K3(z)/n^{3/2}, z = d sqrt(n), with every
 * K transformed to converge for small z (Pelz and Good 1976, J. R. Stat. Soc. B 38).
 */
export function ksPelzGoodSf({ n, d }: { n: number; d: number }): number {
  const z = d * Math.sqrt(n)
  const z2 = z * z
  const z4 = z2 * z2
  const z6 = z4 * z2
  const z8 = z4 * z4
  const terms = Math.ceil((16 * z) / Math.PI)
  let k0 = 0
  let k1 = 0
  let k2 = 0
  let k3 = 0
  let k2Even = 0
  let k3Even = 0
  for (let k = terms; k >= 1; k--) {
    const m2 = (2 * k - 1) ** 2
    const m4 = m2 * m2
    const q = Math.exp((-PI2 * m2) / (8 * z2))
    k0 += q
    k1 += q * (-z2 + (PI2 / 4) * m2)
    k2 += q * (6 * z6 + 2 * z4 + ((2 * z4 - 5 * z2) * PI2 * m2) / 4 + (PI4 * (1 - 2 * z2) * m4) / 16)
    k3 +=
      q *
      (-30 * z6 -
        90 * z8 +
        (PI2 * (135 * z4 - 96 * z6) * m2) / 4 +
        (PI4 * (212 * z4 - 60 * z2) * m4) / 16 +
        (PI6 * (5 - 30 * z2) * m4 * m2) / 64)
    const qEven = Math.exp((-PI2 * k * k) / (2 * z2))
    k2Even += k * k * qEven
    k3Even += (3 * z2 - PI2 * k * k) * k * k * qEven
  }
  const first = (ROOT_2PI * k0) / z
  const second = (ROOT_2PI * k1) / (6 * z4)
  const third = (ROOT_2PI * k2) / (72 * z6 * z) - (PI2 * ROOT_2PI * k2Even) / (36 * z2 * z)
  const fourth = (ROOT_2PI * k3) / (6480 * z8 * z2) + (PI2 * ROOT_2PI * k3Even) / (216 * z6)
  return 1 - first - second / Math.sqrt(n) - third / n - fourth / (n * Math.sqrt(n))
}
