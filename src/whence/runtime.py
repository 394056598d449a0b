"""The inference runtime, behind one door: the only module that imports it."""

import onnxruntime


def session(graph: bytes, threads: int = 1) -> onnxruntime.InferenceSession:
    """A graph ready to run.

    Inputs are one passage or one place a call: the quantised graphs scale activations once per call, so whatever shared a call
    could change the last digits.  Parallel reading takes one session per worker, on one thread; more threads share out rows of
    whole numbers and change nothing.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.enable_cpu_mem_arena = False  # the arena keeps the largest passage ever seen; without it memory stays flat
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
