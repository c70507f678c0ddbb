/* Drawings in which nothing stands out are found; a drawing that might be readable never is (WCAG 2.1, 1.4.11). */
#include <criterion/criterion.h>

#include "content/contrast.h"

#define SVG(inside) "<svg xmlns=\"http://www.w3.org/2000/svg\">" inside "</svg>"

Test(contrast, pale_on_pale_is_found)
{
	cr_expect(svg_is_pale(SVG("<rect fill=\"#fdfcf7\"/><path fill=\"#ffe9b0\"/>")));
	cr_expect(svg_is_pale(SVG("<rect fill=\"#eee\" stroke='white'/>")), "short colours and names");
	cr_expect(svg_is_pale(SVG("<rect style=\"fill:#222;stroke:#111\"/><g fill=\"#000\"/>")), "dark on dark: lost in the dark theme");
}

Test(contrast, what_can_be_told_apart_is_left_alone)
{
	cr_expect_not(svg_is_pale(SVG("<rect fill=\"#fdfcf7\"/><path fill=\"#0b3d91\"/>")));
	cr_expect_not(svg_is_pale(SVG("<rect fill=\"#eee\"/><path d=\"M0 0\"/>")), "a path without colour is black");
	cr_expect_not(svg_is_pale(SVG("<path fill=\"#888\"/>")), "grey stands out on both pages");
}

Test(contrast, what_is_not_written_as_a_colour_is_not_judged)
{
	cr_expect_not(svg_is_pale(SVG("<rect fill=\"url(#g)\"/><path fill=\"#eee\"/>")));
	cr_expect_not(svg_is_pale(SVG("<rect fill=\"currentColor\"/>")));
	cr_expect_not(svg_is_pale(SVG("<image href=\"data:x\"/><rect fill=\"#eee\"/>")));
	cr_expect_not(svg_is_pale(SVG("<style>.a{fill:#eee}</style>")));
}
