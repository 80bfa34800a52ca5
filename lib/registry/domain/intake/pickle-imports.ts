export interface PickleImport {
  module: string
  name: string
}

/** Names that rebuild plain numbers and tables and can do nothing else, by the framework that writes them. */
const ALLOWED: Readonly<Record<string, readonly RegExp[]>> = {
  python: [/^collections\.OrderedDict$/],
  torch: [/^torch\._utils\._rebuild_tensor_v2$/, /^torch\.\w*Storage$/],
  numpy: [/^numpy\.dtype$/, /^numpy\.ndarray$/, /^numpy\.(core|_core)\.multiarray\._reconstruct$/],
}

/** Modules whose functions run programs or code, load further code or pickles, or reach files and processes. */
const CRITICAL_MODULES = new Set(
  (
    'os posix nt subprocess _posixsubprocess sys socket _socket runpy pty pickle _pickle cPickle shutil asyncio importlib _frozen_importlib imp ' +
    'ctypes _ctypes cffi code codeop commands marshal io _io pkgutil zipimport zipapp pip ensurepip setuptools distutils venv ' +
    'pdb bdb timeit trace profile cProfile pydoc doctest idlelib lib2to3 multiprocessing _xxsubinterpreters ' +
    'numpy.distutils numpy.f2py numpy.testing torch.hub torch._inductor torch._dynamo torch.utils.collect_env torch.utils.cpp_extension logging.config'
  ).split(' '),
)

const CRITICAL_NAMES =
  /^((builtins|__builtin__)\.(eval|exec|execfile|compile|getattr|setattr|delattr|open|file|input|apply|globals|locals|vars|__import__|__build_class__|breakpoint)|_?operator\.(attrgetter|methodcaller)|(numpy|numpy\.lib\.npyio|torch|torch\.serialization|torch\.jit|joblib|joblib\.numpy_pickle|dill|dill\._dill|cloudpickle|pandas|pandas\.io\.pickle|shelve)\.(load|loads|open|read_pickle|fromregex))$/

/** A dotted name walks through attributes: `numpy.core.os.system` ends in `os` however it begins. */
const CRITICAL_PARTS = new Set(
  'os posix nt subprocess sys socket runpy pty shutil builtins importlib ctypes pickle __builtins__ __globals__ __subclasses__ __dict__ __class__ __mro__ __bases__ __code__ __loader__ __import__'.split(
    ' ',
  ),
)

function isCriticalModule(module: string): boolean {
  const parts = module.split('.')
  return parts.some((_, index) => CRITICAL_MODULES.has(parts.slice(0, index + 1).join('.')))
}

/** Judged by an allow-list: what is not known to be harmless is not. */
export function judgeImport({ module, name }: PickleImport): 'allowed' | 'other' | 'critical' {
  const full = `${module}.${name}`
  const parts = full.split('.')
  if (isCriticalModule(module) || CRITICAL_NAMES.test(full)) return 'critical'
  if (parts.slice(1).some((part) => CRITICAL_PARTS.has(part))) return 'critical'
  return Object.values(ALLOWED)
    .flat()
    .some((pattern) => pattern.test(full))
    ? 'allowed'
    : 'other'
}
