"""What rescue refuses about statements of identity and their checks, each by its name and in both languages."""

from shared.kernel.errors import Forbidden, Invalid


class NameSaysNothing(Invalid):
    slug = "name-says-nothing"
    zh = "这不是姓名。本人没有说出自己是谁的，不要登记自述身份；临时称呼写在人员情况里。"
    en = (
        "This is no name. While the person has not said who they are, do not record a statement of identity; what "
        "they are called meanwhile stands in the description."
    )


class CheckNeedsAnother(Forbidden):
    """Who stated an identity does not confirm it."""

    slug = "check-needs-another"
    zh = "登记自述身份（或者改过其中姓名、身份证号）的人不能自己登记核实结果，请另一位同事核实；核实期限照常计算。"
    en = (
        "Whoever wrote down the statement, or changed the name or number in it, cannot record its check. Ask a "
        "colleague; the limit of the check runs on."
    )
