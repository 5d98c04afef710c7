"""The page of the two-day congress with live places, beside a bare view under the same server."""

from bench.ground import ground
from bench.load import hammer

PAGE = "/congressen/kracht-van-netwerken/"
MARK = 8  # the bare view may answer so many times as many requests as the cached page


def main() -> bool:
    with ground() as here:
        bare = hammer(here.bare, "/")
        page = hammer(here.web, PAGE)
    ratio, cpu = bare.per_second / page.per_second, page.cpu_each / bare.cpu_each
    print(f"bare view   {bare.per_second:7.0f} a second, {bare.cpu_each * 1e6:6.0f} µs of CPU each")
    print(f"event page  {page.per_second:7.0f} a second, {page.cpu_each * 1e6:6.0f} µs of CPU each")
    print(f"1/{ratio:.1f} of the bare view's requests a second (mark: 1/{MARK}), {cpu:.1f} times its CPU")
    return ratio <= MARK
