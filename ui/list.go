package ui

// list keeps a selection among rows that come and go: by id, so that it does
// not move under the hands.
type list struct {
	ids []string
	sel string
	// was is the place of the selection, for when its row is gone.
	was int
}

// set replaces the rows; the selection stays on its id, else on its place.
func (l *list) set(ids []string) {
	l.ids = ids
	if l.index() >= 0 {
		l.was = l.index()
		return
	}
	l.moveTo(l.was)
}

// at is the place of the selection, or -1 in an empty list.
func (l *list) at() int { return l.index() }

func (l *list) index() int {
	for i, id := range l.ids {
		if id == l.sel {
			return i
		}
	}
	return -1
}

func (l *list) moveTo(i int) {
	i = max(0, min(i, len(l.ids)-1))
	l.was, l.sel = i, ""
	if len(l.ids) > 0 {
		l.sel = l.ids[i]
	}
}

// update moves the selection, and answers whether the key was one of moving;
// letters move too where nothing is being typed.
func (l *list) update(k keyPress, typing bool) bool {
	const far = 10
	switch {
	case k.name == "up" || k.name == "k" && !typing:
		l.moveTo(l.index() - 1)
	case k.name == "down" || k.name == "j" && !typing:
		l.moveTo(l.index() + 1)
	case k.name == "pgup":
		l.moveTo(l.index() - far)
	case k.name == "pgdown":
		l.moveTo(l.index() + far)
	case k.name == "home" && !typing:
		l.moveTo(0)
	case k.name == "end" && !typing:
		l.moveTo(len(l.ids) - 1)
	default:
		return false
	}
	return true
}
