"""What a process of ours that reads or makes others' files may use, at the most. It cannot be undone."""

import resource


def bound(memory: int, *, largest_file: int = 0, cpu_s: int | None = None, open_files: int | None = None) -> None:
    """Bound this process: bytes of address space and of the largest file it writes, seconds of a core, open files.

    It leaves no core behind. What is not given of the last two stays as it was.
    """
    bounds = {resource.RLIMIT_AS: memory, resource.RLIMIT_FSIZE: largest_file, resource.RLIMIT_CORE: 0}
    if cpu_s is not None:
        bounds[resource.RLIMIT_CPU] = cpu_s
    if open_files is not None:
        bounds[resource.RLIMIT_NOFILE] = open_files
    for what, most in bounds.items():
        resource.setrlimit(what, (most, most))
