export interface PickleImport {
  module: string
  name: string
}

const ALLOWED = [
  /^collections\.OrderedDict$/,
  /^torch\._utils\._rebuild_tensor_v2$/,
  /^torch\.\w*Storage$/,
  /^numpy\.dtype$/,
  /^numpy\.ndarray$/,
  /^numpy\.(core|_core)\.multiarray\._reconstruct$/,
]
const CRITICAL_MODULES =
  /^(os|posix|nt|subprocess|sys|socket|runpy|pty|pickle|_pickle|cPickle|shutil|asyncio|importlib|ctypes|code|commands)(\.|$)/
const CRITICAL_NAMES =
  /^(builtins|__builtin__)\.(eval|exec|execfile|compile|getattr|open|file|__import__|breakpoint)$|^_?operator\.attrgetter$/

/** Judged by an allow-list: what is not known to be harmless is not. */
export function judgeImport({ module, name }: PickleImport): 'allowed' | 'other' | 'critical' {
  const full = `${module}.${name}`
  if (CRITICAL_MODULES.test(module) || CRITICAL_NAMES.test(full)) return 'critical'
  return ALLOWED.some((pattern) => pattern.test(full)) ? 'allowed' : 'other'
}
