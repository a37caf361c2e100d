package ui

import (
	"context"
	"strings"
	"time"

	"alur/model"
)

// screenID names a page of the table (see pages).
type screenID string

// screen is one page: a plain struct that is told what happened and answers
// with effects. It does no I/O, keeps no clock, and draws only its body.
type screen interface {
	// update takes one input (see input) and answers what should follow.
	update(e *env, in input) []effect
	// view draws the body: at most e.height lines of at most e.width cells.
	view(e *env) []string
	// uses lists the keys that work here now, in the order of the footer.
	uses(e *env) []use
	// typing reports whether a text field has the focus, so that letters are
	// text and not keys.
	typing() bool
}

// caseShower is a screen that knows which case it is about; Ctrl+C copies its
// number.
type caseShower interface{ caseShown() string }

// ticker is a screen with lines to tick.
type ticker interface{ tickSeen() tickSeen }

// tickSeen is the line that Space ticks, and whether it is ticked; none for the
// zero value.
type tickSeen struct {
	task model.TaskRef
	item string
	on   bool
}

// keyTaker is a screen that uses a key itself which elsewhere opens a page or
// undoes an act.
type keyTaker interface{ takes(k keyPress) bool }

// env is everything a screen knows besides its own fields. There is one per
// session; the root keeps it up to date, screens only read it.
type env struct {
	lang model.Lang
	now  time.Time
	shop *model.Shop
	cal  *model.Calendar
	me   *model.Person
	demo bool
	// offerDemo lets the first run offer a look round the demo.
	offerDemo bool
	// plain is true where nothing is drawn and no key is pressed: see Plain.
	plain bool
	theme theme
	// width and height are the size of the body.
	width, height int
	station       string
	// folder is where files are proposed, empty to look for one; remote is
	// how the person's own PC calls the server, where files lie on one.
	folder string
	remote Away
	// log is the name of the log of another program that is looked at in place
	// of a shop.
	log string
	// read says how that log was read, a sentence each, the columns first.
	read []string
	// ownEditor is true where the person's own editor can be opened.
	ownEditor bool
	// locked is since when nobody had pressed a key when the screen locked by
	// itself, zero once somebody has signed in; closes is when it ends by itself,
	// zero where it does not.
	locked, closes time.Time
	// newZone is the time zone that a new shop will have.
	newZone *time.Location
}

// say says a sentence in the person's language.
func (e *env) say(s model.Say, args ...any) string { return s.In(e.lang, args...) }

// many says a number of things: there is a word for one, and one for more.
func (e *env) many(n int, one, more model.Say) string {
	if n == 1 {
		return e.say(one)
	}
	return e.say(more, n)
}

// zone is the time zone of the shop, or that which it will have.
func (e *env) zone() *time.Location {
	switch {
	case e.cal != nil && e.shop.Zone != "":
		return e.cal.Location()
	case e.newZone != nil:
		return e.newZone
	}
	return time.Local
}

// name is how a person is called, harmless to draw.
func (e *env) name(person string) string { return clean(e.shop.Name(person)) }

// names are people one after the other, parted by a comma.
func (e *env) names(people []string) string {
	names := make([]string, len(people))
	for i, who := range people {
		names[i] = e.name(who)
	}
	return strings.Join(names, ", ")
}

// use is a key that works on a screen now.
type use struct {
	id keyID
	// words replaces what the binding says in general, where it is not zero.
	words model.Say
	// off says why the key does nothing now; the key stays visible.
	off string
	// kept keys are in the footer however narrow the window is.
	kept bool
}

// input is what a screen is told: keyPress, scanned, pasted, shown, refresh,
// newShop, loaded, done, answered.
type input any

type (
	// pasted is text from the clipboard, without control characters; lines is
	// the same with its line breaks.
	pasted struct{ text, lines string }
	// shown says that the screen came to the front: the first time with the
	// argument of goTo, later, with back true, because what lay over it closed.
	shown struct {
		arg  any
		back bool
	}
	// refresh says that the record has moved, or a minute has passed.
	refresh struct{ minute bool }
	// newShop says that the people and settings in env were read anew.
	newShop struct{}
	// loaded brings what a load effect of that name got.
	loaded struct {
		name  string
		value any
		err   error
	}
	// done tells how the act of that name went; err is a *model.Refusal
	// where it was not done, and has been shown already.
	done struct {
		name    string
		act     model.Act
		receipt Receipt
		err     error
	}
	// answered is the answer to an ask: the button that was pressed, what was
	// chosen or typed by the name of the item. Esc answers with no button.
	answered struct {
		name   string
		button string
		values map[string]string
	}
)

// effect is what a screen wants to happen; the root alone makes it so.
type effect interface{ effect() }

type (
	// goTo opens a page over this one; where it is open already, it and what
	// lies over it give way. Home closes all others; mark is where on it the
	// person was.
	goTo struct {
		to   screenID
		arg  any
		home bool
		mark string
	}
	// goBack closes this page; at the root it does nothing.
	goBack struct{}
	// ask lays a sheet over the screen; the answer comes as answered.
	ask struct{ sheet *sheet }
	// notice is one sentence, shown for some seconds.
	notice struct {
		text string
		role role
	}
	// load gets something from the store, outside update; it comes back as
	// loaded. A newer load of the same name makes an older one void.
	load struct {
		name string
		get  func(ctx context.Context, s Store) (any, error)
	}
	// do is the only way a screen changes data. Said is shown once it is
	// done; the outcome comes back as done.
	do struct {
		name string
		act  model.Act
		// seq is the version of the task the person saw: where it has changed
		// since, the act is refused as stale. 0 checks nothing.
		seq  uint64
		said string
	}
	// draft keeps what is being typed, key by key.
	draft struct {
		task  model.TaskRef
		field string
		text  string
	}
	// lookUp opens the case with a code that was scanned, or says that there
	// is none.
	lookUp struct{ code string }
	// turned says that other work stands on the screen than before: what was
	// pressed for the one is not for the other.
	turned struct{}
	// pressKey acts as if the key had been pressed on the screen below.
	pressKey struct{ id keyID }
	// enter signs a person in; the root goes home. A refusal comes as done
	// with the name "enter".
	enter struct{ person, pin string }
	// speak changes the language of this session.
	speak struct{ lang model.Lang }
	// lock signs out; quit closes alur.
	lock struct{}
	quit struct{}
)

func (goTo) effect()     {}
func (goBack) effect()   {}
func (ask) effect()      {}
func (notice) effect()   {}
func (load) effect()     {}
func (do) effect()       {}
func (draft) effect()    {}
func (lookUp) effect()   {}
func (turned) effect()   {}
func (pressKey) effect() {}
func (enter) effect()    {}
func (speak) effect()    {}
func (lock) effect()     {}
func (quit) effect()     {}
