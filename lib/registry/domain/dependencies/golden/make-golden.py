"""Writes packaging.json: what Python's own `packaging` says of versions, specifiers, markers and requirements.

Run with `pip install packaging==26.3`; the cases are drawn with a fixed seed, so a second run writes the same file.
"""
import itertools, json, random
from pathlib import Path
import packaging
from packaging.markers import Marker, UndefinedComparison
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

rng = random.Random(440508)

FIXED = ["1.0", "1", "1.0.0", "v1.0", "1.0-1", "1.0.post", "1.0-rc.1", "1.0_alpha_2", "1.0.dev", "1!2.0", "1.0+ubuntu.1",
         "1.0+Ubuntu-01_x", "0.dev0", "0", "2012.10", "1.0a", "1.0.0.0.0a1.post2.dev3+local.7", "1.0c3", "1.0preview2",
         "1.0.r4", "1.0rev", "01.002.0003", "99999999999999999999999999.1", "1.0-1-1", "1..0", "a1", "", "1.0+", "1.0++x",
         "1.0.post1.post2", "1.0dev1rc1", "1.*", "1.0 ", " 1.0", "1.0_1", "v", "1!", "!1", "1.0+a..b", "french toast",
         "1.0+1.abc", "1.0+1.9", "1.0+1.10", "1.0+abc", "1.0+abc.1", "1.1.dev1", "1.0.0rc0", "1.0.post0.dev0"]


def version():
    text = rng.choice(["", "", "", "", "1!"])
    text += ".".join(str(rng.choice([0, 0, 1, 1, 2, 3, 9, 10])) for _ in range(rng.randint(1, 4)))
    if rng.random() < 0.3:
        text += rng.choice(["a", "b", "rc"]) + str(rng.randint(0, 3))
    if rng.random() < 0.25:
        text += ".post" + str(rng.randint(0, 3))
    if rng.random() < 0.25:
        text += ".dev" + str(rng.randint(0, 3))
    return text


def local(text):
    return text + "+" + rng.choice(["1", "2", "abc", "cu118", "1.abc", "1.2"])


def clause():
    op = rng.choice(["==", "!=", "<=", ">=", "<", ">", "~=", "==", ">=", "==.*", "!=.*", "==+"])
    text = version()
    if op.endswith(".*"):
        base = ".".join(str(part) for part in Version(text).release)
        return op[:2] + base + ".*"
    if op.endswith("+"):
        return op[:2] + local(text)
    return op + text


def parsed(text):
    try:
        return str(Version(text))
    except InvalidVersion:
        return None


versions = FIXED + [version() for _ in range(260)] + [local(version()) for _ in range(60)]
valid = [text for text in versions if parsed(text) is not None]
comparisons = []
for _ in range(1200):
    a, b = rng.choice(valid), rng.choice(valid)
    va, vb = Version(a), Version(b)
    comparisons.append([a, b, (va > vb) - (va < vb)])

near = [version() for _ in range(30)]
near += [local(text) for text in near[:10]]
specifiers = []
seen = set()
BAD = ["==1.0.dev.*", "~=1", ">=1.0+local", "<1.*", "=1.0", "1.0", "==", ">= 1.0", "== 1.0 ", "===anything-goes", "===1.0",
       "=>1", "~=1.0.*", "==1.0a1.*", "!=1.0+x.*", "><1", "==v1.0", ">=1!0", "~=2.2.post3", "~=1.4.5a4", "~=2.2.0", "~=1!2.2"]
for text in BAD + [clause() for _ in range(420)]:
    if text in seen:
        continue
    seen.add(text)
    try:
        one = SpecifierSet(text)
    except InvalidSpecifier:
        specifiers.append([text, None, None])
        continue
    base = text.lstrip("=!<>~ ").removesuffix(".*").strip()
    around = [base, base + ".post1", base + ".dev1", base + "a1", base + ".1", base + "+x", base + ".0"]
    pool = [c for c in around + rng.sample(near, 14) if parsed(c) is not None]
    inside = [c for c in pool if one.contains(c, prereleases=True)]
    specifiers.append([text, inside, [c for c in pool if c not in inside]])

agreements = []
for _ in range(700):
    text = ",".join(clause() for _ in range(rng.randint(2, 4)))
    try:
        agreements.append([text, not SpecifierSet(text).to_range().is_empty])
    except InvalidSpecifier:
        continue
for text in ["<0.dev0", ">=0.dev0,<=0.dev0", ">1.0a1,<1.0a2.dev0", ">1.0,<1.0.post9", ">1.0.post1,<1.0.post2", ">=1.0,<=1.0,!=1.0",
             "==1.0,!=1.0+local", "==1.0+a,==1.0", "==1.0+a,==1.0+b", ">1.0,<1.0.0.0.1", "===1.0,==1.0", "===1.0,==2.0", "==1.*,>=2"]:
    agreements.append([text, not SpecifierSet(text).to_range().is_empty if "===" not in text else text.endswith("1.0")])

environments = [
    {"python_version": "3.10", "python_full_version": "3.10.12", "os_name": "posix", "sys_platform": "linux",
     "platform_system": "Linux", "platform_machine": "x86_64", "platform_python_implementation": "CPython",
     "implementation_name": "cpython", "platform_release": "6.1.0", "platform_version": "#1", "implementation_version": "3.10.12", "extra": ""},
    {"python_version": "3.8", "python_full_version": "3.8.0rc1", "os_name": "nt", "sys_platform": "win32",
     "platform_system": "Windows", "platform_machine": "AMD64", "platform_python_implementation": "PyPy",
     "implementation_name": "pypy", "platform_release": "10", "platform_version": "10.0", "implementation_version": "7.3.9", "extra": "Cuda_X"},
]
VALUES = {
    "python_version": ["3.8", "3.9", "3.10", "3", "2.7", "3.8 3.10"], "python_full_version": ["3.8.0", "3.10.12", "3.10.4", "3.8.0rc1"],
    "os_name": ["posix", "nt", "java"], "sys_platform": ["linux", "win32", "darwin", "linux2"], "platform_system": ["Linux", "Windows"],
    "platform_machine": ["x86_64", "arm64", "AMD64"], "platform_python_implementation": ["CPython", "PyPy"],
    "implementation_name": ["cpython", "pypy"], "extra": ["cuda-x", "CUDA.X", "test"], "platform_release": ["6.0", "not-a-version"],
}


def atom(depth):
    if depth > 0 and rng.random() < 0.3:
        return "(" + expression(depth - 1) + ")"
    name = rng.choice(list(VALUES))
    value = rng.choice(VALUES[name])
    op = rng.choice(["==", "!=", "<", ">", "<=", ">=", "in", "not in", "~="])
    if op == "~=" and (name not in ("python_full_version",)):
        op = "=="
    quote = rng.choice(["'", '"'])
    spelled = {"os_name": "os.name", "sys_platform": "sys.platform"}.get(name, name) if rng.random() < 0.2 else name
    pair = [spelled, quote + value + quote]
    if rng.random() < 0.15:
        pair.reverse()
    return f"{pair[0]} {op} {pair[1]}"


def expression(depth=2):
    return f" {rng.choice(['and', 'or'])} ".join(atom(depth) for _ in range(rng.randint(1, 3)))


markers = []
for _ in range(500):
    text = expression()
    try:
        markers.append([text, [Marker(text).evaluate(dict(env)) for env in environments]])
    except UndefinedComparison:
        continue

REQUIREMENTS = ["numpy", "numpy==1.26.4", "NumPy >= 1.20, < 2", "scikit-learn[extra1, extra2]==1.0", "a (>=1,<2)", "a()", "a[]",
    "pkg @ https://example.org/p.whl", "pkg @ https://example.org/p.whl ; python_version < '3.9'", "pkg@git+https://example.org/r.git@main#egg=pkg",
    "a;python_version<'3'", "a==1.0;python_version<'3' and os_name=='nt'", "A_b.C==1", "-bad", "bad-", "a==", "a>=1 <2", "a,b", "a==1.*", "a~=1",
    "a ==1.0 ; bogus == 'x'", "a[x", "a]x[", "a==1.0,", "a,==1", "a >=1,,<2", "a===whatever", "a @ ", "", " torch==2.1.0+cu118 ", "a==1.0 ; (python_version<'3')",
    "typing-extensions>=4.0; python_version<\"3.11\"", "a[b,c,]", "a[b c]", "a=1", "1a>2", "a ; os_name", "a>1;", "a>=1.0+local", "a (>=1", "a >=1)", "a!=1.2.*,>=1"]
requirements = []
for text in REQUIREMENTS:
    try:
        one = Requirement(text)
        requirements.append([text, {"name": one.name, "extras": sorted(one.extras), "url": one.url,
                                    "specifiers": sorted(str(s) for s in one.specifier), "marker": one.marker is not None}])
    except InvalidRequirement:
        requirements.append([text, None])

golden = {
    "source": f"packaging {packaging.__version__} (https://github.com/pypa/packaging, Apache-2.0 or BSD-2-Clause), cases drawn by make-golden.py",
    "versions": [[text, parsed(text)] for text in versions],
    "comparisons": comparisons,
    "specifiers": specifiers,
    "agreements": agreements,
    "environments": environments,
    "markers": markers,
    "requirements": requirements,
}
lines = [f" {json.dumps(key)}: " + ("[\n" + ",\n".join("  " + json.dumps(row) for row in value) + "\n ]" if isinstance(value, list) else json.dumps(value)) for key, value in golden.items()]
Path(__file__).with_name("packaging.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
