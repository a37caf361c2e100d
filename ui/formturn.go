package ui

// sideways turns an item, or moves to the button beside.
func (f *form) sideways(it *item, arrow string) formEvent {
	switch {
	case it.kind == itemTurn:
		return it.turn(arrow)
	case it.kind != itemButton:
		return formEvent{}
	case arrow == "left":
		return f.move(-1)
	}
	return f.move(+1)
}

// turn goes to the option beside, and round at the ends.
func (it *item) turn(key string) formEvent {
	by, n := 1, len(it.options)
	if key == "left" {
		by = -1
	}
	if n > 0 {
		it.at = (it.at + by + n) % n
	}
	return formEvent{used: true, changed: it.name}
}

// turnLine draws one of several options with the arrows that turn it.
func turnLine(t theme, it *item, w, labels int, focused bool) string {
	mark, value := "  ", ""
	if it.at < len(it.options) {
		value = t.glyph.left + " " + it.options[it.at].label + " " + t.glyph.right
	}
	if focused {
		mark, value = t.glyph.point+" ", t.focus(value)
	}
	return t.cut(mark+t.pad(it.label, labels)+"  "+value, w)
}
