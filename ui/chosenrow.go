package ui

import "alur/model"

// rowOf is the row that the keys and questions of a page do something to, empty
// where there is none. Others may remove that row; the one that stands in
// its place then is not the one that was meant.
func rowOf(o *opened) string {
	if o == nil {
		return ""
	}
	switch s := o.screen.(type) {
	case *signIn:
		return s.list.sel
	case *stations, *divisions, *proposals, *traffic, *roles, *processView:
		return s.(chooser).chooses().sel
	}
	return ""
}

// cameBy reports whether an input comes from the shop and not from a person.
func cameBy(in input) bool {
	switch in.(type) {
	case loaded, newShop, refresh:
		return true
	}
	return false
}

// movedOn says why a question is not asked any more.
func (r *root) movedOn() {
	r.notice(roleWarn, r.env.say(model.Say{
		EN: "What was asked about is not there any more. Nothing was done.",
		ID: "Yang ditanyakan sudah tidak ada. Tidak ada yang dilakukan.",
	}))
}
