"""Runs a command: `python measure.py OUT COMMAND ...` writes what it took, with all processes that it started, to OUT."""

import json
import os
import resource
import subprocess
import sys
import threading
import time

out, *command = sys.argv[1:]


def tree_kb(root):
    """Resident memory of a process and its descendants."""
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        try:
            with open(f"/proc/{process}/statm") as file:
                total += int(file.read().split()[1]) * 4
            for thread in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{thread}/children") as file:
                    waiting += [int(child) for child in file.read().split()]
        except OSError:
            pass
    return total


started = time.perf_counter()
child = subprocess.Popen(command, stdout=subprocess.PIPE)
peak, ended = 0, threading.Event()


def watch():
    global peak
    while not ended.wait(0.01):
        peak = max(peak, tree_kb(child.pid))


watcher = threading.Thread(target=watch)
watcher.start()
said, _ = child.communicate()
seconds = time.perf_counter() - started
ended.set()
watcher.join()
took = resource.getrusage(resource.RUSAGE_CHILDREN)
# One process alone is measured to the page by the system; several at once by looking every hundredth of a second.
rss_kb = max(peak, took.ru_maxrss)
with open(out, "w") as file:
    json.dump(
        {
            "code": child.returncode,
            "seconds": seconds,
            "cpuSeconds": took.ru_utime + took.ru_stime,
            "rssMb": rss_kb / 1024,
            "said": said.decode(),
        },
        file,
    )
