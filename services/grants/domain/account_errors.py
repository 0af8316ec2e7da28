"""What grants refuses of the account that is paid to, each by its name and in both languages."""

from shared.kernel.errors import Conflict, Invalid


class AccountNotNamed(Invalid):
    slug = "account-not-named"
    zh, en = "请写明拨付到哪一个收款账户。", "Say to which account it was paid."


class PayeeAccountChanged(Conflict):
    """Whoever pays saw another account than the one that is paid to now. Basis: registry-grants notes 4.6."""

    slug = "payee-account-changed"
    zh = "收款账户已经更换为 {masked}，与您看到的不同；请核对银行回单，选择实际打款的账户。"
    en = "The account is {masked} now, not the one you saw. Check the bank slip and choose the account it was paid to."


class HolderDiffers(Invalid):
    """The account is not in the organisation's name. Basis: registry-grants notes 4.6."""

    slug = "holder-differs"
    zh = "账户名称与承办组织的名称“{name}”不一致，请核对；确实如此的，写明名称不一致的原因。"
    en = "The holder is not the organisation, which is called “{name}”. Please check; if it is so, say why."
