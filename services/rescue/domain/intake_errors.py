"""What rescue refuses about how somebody came and how they are reached, each by its name and in both languages."""

from shared.kernel.errors import Invalid


class FoundAfterArrival(Invalid):
    """Who was found is brought to the station, and not the other way round."""

    slug = "found-after-arrival"
    zh = "发现时间不能晚于入站时间。请核对这两个时间；入站时间写错了的，用“更正入站时间”。"
    en = (
        "The person cannot have been found after the arrival. Check the two times; a wrong time of arrival is set "
        "right with “Correct the time of arrival”."
    )


class PhoneUnreadable(Invalid):
    slug = "phone-unreadable"
    zh = "电话号码里只能有数字、空格、横线、加号和括号，至少 5 位数字。不知道的请空着，写明原因。"
    en = (
        "A phone number has only digits, spaces, dashes, a plus sign and brackets, and at least 5 digits. Leave it "
        "empty if it is not known, and say why."
    )


class HomePlaceUnknown(Invalid):
    """A home was placed where the reference data have no place, or under a name that it never had."""

    slug = "home-place-unknown"
    zh = "家乡所在地不在地名表里。请重新选择，或者空着；说的地名照样可以写在“家乡”里。"
    en = "The place of the home is not in the list of places. Choose again or leave it empty; “Home” keeps the words."
