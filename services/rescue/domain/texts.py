"""How long a text may be, in characters: requests, forms and stored documents read their bounds from these types.

A bound is checked where a text comes in, by whoever reads the types; whatever is stored has passed that door. It may
be widened at any time, but never narrowed: texts that were let in before must still be read.
"""

from typing import Annotated

from annotated_types import MaxLen

Text60 = Annotated[str, MaxLen(60)]
Text200 = Annotated[str, MaxLen(200)]
Text500 = Annotated[str, MaxLen(500)]
Text2000 = Annotated[str, MaxLen(2000)]
Text4000 = Annotated[str, MaxLen(4000)]
