// Package drawing lays the flow of a process out as a list of steps with rails
// beside it, the way people draw it on paper: what simply goes on is the list
// itself, what jumps, branches, runs side by side or goes back is a rail at its
// left. It is a pure function of the definition and knows no colours, no
// window and no language: who shows it puts the words behind the rails.
//
//	      ○  1  Record the order
//	      ○  2  Check that the payment has arrived
//	┌─────┤     not paid ↓ 5
//	│ ┌──►○  3  Pick the goods
//	│ │   ○  4  Check the goods
//	│ └───┤     fail ↑ 3
//	│     └─    end
//	└────►○  5  Cancel the order
//
// All rails into one step from above are one rail, and so are those from
// below; rails of different steps never touch, they only cross.
package drawing

import (
	"strings"

	"alur/model"
)

// Kind says what a row of a drawing holds.
type Kind int

// The kinds of row. The rows of a step stand in this order, but that what
// leaves it stands in any.
const (
	// StepRow is the step itself; its spine is left to whoever shows it.
	StepRow Kind = iota
	// NoteRow is something to know of the step: see Note.
	NoteRow
	// ArrowRow is an arrow that leaves the step by a rail, or, in Unrailed
	// rows, by words alone.
	ArrowRow
	// EndRow is where work ends after the step.
	EndRow
	// OnRow gives the words to the arrow that goes on to the step below.
	OnRow
)

// Note says what a NoteRow is about.
type Note int

// The notes of a step, in order.
const (
	// NoteWhen is its condition.
	NoteWhen Note = iota
	// NoteEach is what it is done for each of.
	NoteEach
	// NoteCancels is that the case ends as cancelled.
	NoteCancels
	// NoteFrom names the steps whose arrows come here without a rail.
	NoteFrom
)

// Row is one line of a drawing: the cells of its rails, then that of its
// spine.
type Row struct {
	Kind Kind
	// Step is the place of the step in the list, from 0.
	Step int
	Note Note
	// From are the steps that a NoteFrom names.
	From []int
	// Arrow belongs to an ArrowRow or OnRow, End to an EndRow.
	Arrow Arrow
	End   End
	// Unrailed is true for an ArrowRow without a rail.
	Unrailed bool
	// Rail is what stands left of the spine: Width cells of box drawing.
	Rail string
	// Spine is the one cell of the spine; empty in a StepRow.
	Spine string
	// Stub is true where a short line leads from the spine to the words.
	Stub bool
}

// Drawing is a process as it is drawn.
type Drawing struct {
	Rows []Row
	// Width is how many cells every Rail has.
	Width int
}

// Options say how much is drawn.
type Options struct {
	// Lanes bounds the rails that run side by side, two cells each; what does
	// not fit is said in words. 0 draws no rail at all.
	Lanes int
	// Terse leaves out notes and the words of arrows that simply go on.
	Terse bool
}

// Draw lays a process out.
func Draw(f *model.Flow, o Options) Drawing {
	l := &layout{f: f, o: o}
	l.rows()
	l.makeRails()
	l.allot()
	l.tellUnrailed()
	l.place()
	return l.done()
}

// layout is a drawing being made.
type layout struct {
	f     *model.Flow
	o     Options
	list  []Row
	rails []*rail
	lanes int
	cells [][]mask
}

// rows lists the lines of every step from the top.
func (l *layout) rows() {
	arrows, ends := Arrows(l.f), Ends(l.f)
	l.list = nil
	for i, s := range l.f.Process.Steps {
		l.list = append(l.list, Row{Kind: StepRow, Step: i})
		l.notes(i, s)
		var on *Arrow
		for _, a := range leaving(arrows, i) {
			if a.To == i+1 {
				on = &a
				continue
			}
			l.list = append(l.list, Row{Kind: ArrowRow, Step: i, Arrow: a})
		}
		for _, e := range ends {
			if e.From == i {
				l.list = append(l.list, Row{Kind: EndRow, Step: i, End: e, Stub: true})
			}
		}
		if on != nil && !on.All && !l.o.Terse {
			l.list = append(l.list, Row{Kind: OnRow, Step: i, Arrow: *on})
		}
		l.spines(i, on != nil)
	}
}

func (l *layout) notes(i int, s model.Step) {
	note := func(n Note, there bool) {
		if there && !l.o.Terse {
			l.list = append(l.list, Row{Kind: NoteRow, Step: i, Note: n})
		}
	}
	note(NoteWhen, s.When != "")
	note(NoteEach, s.Each != "")
	note(NoteCancels, s.Ends != "")
}

// leaving are the arrows of a step in the order in which their rails cross
// least: back before forward, and of each the one that stays outside last
// where it goes up, first where it goes down.
func leaving(arrows []Arrow, i int) []Arrow {
	var back, forward []Arrow
	for _, a := range arrows {
		switch {
		case a.From != i:
		case a.To <= i:
			back = append([]Arrow{a}, back...)
		default:
			forward = append([]Arrow{a}, forward...)
		}
	}
	return append(back, forward...)
}

// spines draws the spine through the rows of step i; on says that it goes on
// to the step below.
func (l *layout) spines(i int, on bool) {
	last := len(l.list) - 1
	for r := last; r >= 0 && l.list[r].Step == i && l.list[r].Kind != StepRow; r-- {
		row := &l.list[r]
		m := up
		if on || r < last {
			m |= down
		}
		switch {
		case row.Kind == ArrowRow:
			m |= left
		case row.Stub:
			m |= right
		}
		row.Spine = m.String()
	}
}

// tellUnrailed turns arrows that got no rail into words, at both ends.
func (l *layout) tellUnrailed() {
	railed := map[int]bool{}
	for _, r := range l.rails {
		for _, row := range r.sources {
			railed[row] = true
		}
	}
	from := map[int][]int{}
	for i := range l.list {
		row := &l.list[i]
		if row.Kind != ArrowRow || railed[i] {
			continue
		}
		row.Unrailed, row.Stub = true, true
		row.Spine = turned(row.Spine)
		from[row.Arrow.To] = append(from[row.Arrow.To], row.Arrow.From)
	}
	if len(from) == 0 {
		return
	}
	// Where a step is reached by words alone, it says from where; the rows
	// below move down, and the rails with them.
	moved := make([]int, len(l.list))
	var list []Row
	for i, row := range l.list {
		moved[i] = len(list)
		list = append(list, row)
		if row.Kind == StepRow && from[row.Step] != nil {
			list = append(list, Row{Kind: NoteRow, Step: row.Step, Note: NoteFrom, From: from[row.Step], Spine: (up | down).String()})
		}
	}
	l.list = list
	for _, r := range l.rails {
		r.at = moved[r.at]
		for i := range r.sources {
			r.sources[i] = moved[r.sources[i]]
		}
	}
}

// turned is a spine whose arrow leaves to the right instead.
func turned(spine string) string {
	if spine == (up | left).String() {
		return (up | right).String()
	}
	return (up | down | right).String()
}

// done writes the cells into the rows.
func (l *layout) done() Drawing {
	d := Drawing{Rows: l.list, Width: 2 * l.lanes}
	for i := range d.Rows {
		var b strings.Builder
		for _, m := range l.cells[i] {
			b.WriteString(m.String())
		}
		d.Rows[i].Rail = b.String()
	}
	return d
}
