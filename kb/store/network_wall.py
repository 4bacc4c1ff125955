"""Takes the network away from the process that runs this: a second wall behind the refusal of SERVICE.

Two ways, each where the system lets us: a network namespace of its own with nothing in it, which needs rights or user
namespaces, and a filter of system calls (seccomp) that refuses internet sockets, which Linux lets any process put on
itself, in containers too. Nothing of the package is imported here, so that the process that answers public queries is
up sooner.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
#: prctl(2): give up gaining rights, which a filter needs; put a filter on this process.
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
#: Machine → what the kernel calls it (AUDIT_ARCH_…), and the number of socket(2) there.
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198), "riscv64": (0xC00000F3, 198)}
#: AF_INET and AF_INET6.
_INTERNET = (2, 10)
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
#: Classic BPF: load a word of the call's description, go on if it equals, return.
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def leave_the_network() -> list[str]:
    """Puts up whatever walls there are, and gives their names: "namespace", "filter", both, or none."""
    return [name for name, put_up in (("namespace", _own_namespace), ("filter", refuse_sockets)) if put_up()]


def _own_namespace() -> bool:
    try:
        unshare = ctypes.CDLL(None).unshare
    except (OSError, AttributeError):  # not Linux
        return False
    return any(unshare(what) == 0 for what in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))


def refuse_sockets() -> bool:
    """Has the kernel refuse every internet socket that this process opens from now on. Those that are open stay."""
    machine, socket = _MACHINES.get(platform.machine(), (0, 0))
    if not machine:
        return False
    steps = [(_LOAD, 0, 0, _MACHINE), (_IF_EQUAL, 0, 5, machine), (_LOAD, 0, 0, _NUMBER), (_IF_EQUAL, 0, 3, socket),
             (_LOAD, 0, 0, _FIRST_ARGUMENT), (_IF_EQUAL, 2, 0, _INTERNET[0]), (_IF_EQUAL, 1, 0, _INTERNET[1]),
             (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    try:
        prctl = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return False
    prctl.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]
    program = _Program(len(steps), code)
    return bool(prctl(_NO_NEW_PRIVILEGES, 1, None, 0, 0) == 0
                and prctl(_SET_SECCOMP, _FILTER, ctypes.addressof(program), 0, 0) == 0)
