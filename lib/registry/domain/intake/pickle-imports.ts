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
    'os posix nt subprocess _posixsubprocess _winapi sys socket _socket runpy pty pickle _pickle cPickle shutil asyncio importlib ' +
    '_frozen_importlib _frozen_importlib_external imp _imp ctypes _ctypes cffi code codeop commands popen2 marshal io _io pkgutil zipimport ' +
    'zipapp pip ensurepip setuptools distutils venv site pdb bdb timeit trace profile cProfile pydoc doctest rlcompleter idlelib lib2to3 ' +
    'multiprocessing _xxsubinterpreters _osx_support _aix_support unittest.mock test.support logging.config jsonpickle numexpr ' +
    'numpy.distutils numpy.f2py numpy.testing numpy.ctypeslib sympy.parsing pandas.core.computation ' +
    'torch.hub torch.ops torch.classes torch.package torch.testing torch.fx.graph_module torch.fx.experimental torch.jit.unsupported_tensor_ops ' +
    'torch._inductor torch._dynamo torch.utils.bottleneck torch.utils.collect_env torch.utils.cpp_extension ' +
    'torch.utils.data.datapipes.utils.decoder'
  ).split(' '),
)

const CRITICAL_NAMES =
  /^((builtins|__builtin__)\.(eval|exec|execfile|compile|getattr|setattr|delattr|open|file|input|apply|globals|locals|vars|__import__|__build_class__|breakpoint)|types\.(CodeType|FunctionType)|_?operator\.(attrgetter|methodcaller)|(numpy|numpy\.lib\.npyio|numpy\.lib\._npyio_impl|torch|torch\.serialization|torch\.jit|joblib|joblib\.numpy_pickle|dill|dill\._dill|cloudpickle|cloudpickle\.cloudpickle|pandas|pandas\.io\.pickle|shelve)\.(load|loads|open|read_pickle|fromregex)|pandas\.eval|sympy\.sympify|platform\.popen|uuid\._get_command_stdout|yaml\.(unsafe_load|unsafe_load_all|UnsafeLoader))$/

/** A dotted name walks through attributes: `numpy.core.os.system` ends in `os` however it begins. */
const CRITICAL_PARTS = new Set(
  'os posix nt subprocess sys socket runpy pty shutil builtins importlib ctypes pickle _os _posix _sys _socket _shutil _builtins _importlib _ctypes'.split(
    ' ',
  ),
)

/** What every object has, down to the interpreter's own tables. The few that lead nowhere are names of constructors and of scripts. */
const INNER = /^__(?!(new|init|newobj|newobj_ex|main)__$)\w+__$/

/** `nested.io.open` as a name: the attributes of a module, some of which are modules. Nested classes have no such names. */
function walksThroughModule(name: string): boolean {
  const parts = name.split('.')
  return parts.slice(0, -1).some((part) => CRITICAL_MODULES.has(part) || CRITICAL_MODULES.has(part.replace(/^_+/, '')))
}

function isCriticalModule(path: string): boolean {
  const parts = path.split('.')
  return parts.some((_, index) => CRITICAL_MODULES.has(parts.slice(0, index + 1).join('.')))
}

/** Judged by an allow-list: what is not known to be harmless is not. */
export function judgeImport({ module, name }: PickleImport): 'allowed' | 'other' | 'critical' {
  const full = `${module}.${name}`
  const parts = full.split('.')
  if (isCriticalModule(full) || CRITICAL_NAMES.test(full) || walksThroughModule(name)) return 'critical'
  if (parts.slice(1).some((part) => CRITICAL_PARTS.has(part) || INNER.test(part))) return 'critical'
  return Object.values(ALLOWED)
    .flat()
    .some((pattern) => pattern.test(full))
    ? 'allowed'
    : 'other'
}
