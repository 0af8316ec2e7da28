"""How a project stands: whether its money still goes out."""

from typing import Annotated

from shared.kernel.labels import Label, LabelledEnum


class ProjectState(LabelledEnum):
    """Running until the whole contract amount is paid, then settled; the last two once two people have closed it."""

    RUNNING = "running", "执行中", "Running"
    SETTLED = "settled", "已拨付完毕", "Paid in full"
    COMPLETED = "completed", "已结项", "Completed"
    TERMINATED = "terminated", "已终止", "Terminated"


StateOfProject = Annotated[ProjectState, Label("状态", "State")]
