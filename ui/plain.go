package ui

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"alur/model"
)

// Plain is the same program as numbered questions on plain lines: for screen
// readers, slow lines and pipes. The root and the screens are those of New;
// what is drawn there is said here, and an answer does what a key does there.
// So a rule, a sheet or a refusal is the same whichever way somebody works.
//
// Lines are read from in; secret, where it is not nil, reads one without
// showing it. It returns when the person closes alur, when the input ends or
// when the context of the options does; the person is then signed out. The
// error is one of reading or writing, never a refusal: those are said.
func Plain(o Options, in io.Reader, out io.Writer, secret func() (string, error)) error {
	o.Colour = NoColour
	r := New(o).(*root)
	r.env.plain = true
	// Timers beat for what is on a screen; here everything is read anew before
	// it is said.
	r.timer = func(time.Duration, tea.Msg) tea.Cmd { return nil }
	r.resize(plainWidth, leastHeight+6)
	p := &plainTalk{root: r, lines: bufio.NewReader(in), secret: secret, out: out}
	p.run(r.readShop())
	for !p.closed && p.err == nil {
		p.turn()
	}
	if errors.Is(p.err, io.EOF) || errors.Is(p.err, context.Canceled) {
		return nil
	}
	return p.err
}

// plainWidth is where lines are folded, at a space.
const plainWidth = 80

// plainTalk is one session of numbered questions.
type plainTalk struct {
	root   *root
	lines  *bufio.Reader
	secret func() (string, error)
	out    io.Writer
	err    error
	closed bool
	// atMenu is true while the menu of everything is shown.
	atMenu bool
	// told and offered are the lines and the choices of the card that was said
	// last, gen is its page: only what has changed is said again.
	told, offered []string
	gen           int
}

// turn says where things stand, and takes one answer.
func (p *plainTalk) turn() {
	r := p.root
	p.look()
	if r.sheet != nil {
		p.told = nil
		p.askSheet(r.sheet)
		return
	}
	card, ok := p.card()
	if !ok {
		return
	}
	p.tellCard(card)
	ask := model.Say{EN: "Number (0 menu, Enter repeats): ", ID: "Nomor (0 menu, Enter mengulang): "}
	if r.env.me == nil {
		ask = model.Say{EN: "Number: ", ID: "Nomor: "}
	}
	text, ok := p.read(r.env.say(ask))
	if !ok {
		p.leave()
		return
	}
	p.answer(card, text)
}

// look reads everything anew, and says what there is to say of the last act.
func (p *plainTalk) look() {
	r := p.root
	r.env.now = r.opts.Clock()
	p.run(r.readShop())
	if r.sheet == nil {
		p.run(r.tell(refresh{}))
	}
	p.notice()
}

// notice says the sentence that a screen would show for some seconds.
func (p *plainTalk) notice() {
	if p.root.said.text != "" {
		p.line(p.root.said.text)
		p.root.said = said{}
	}
	if p.root.calls.line != "" {
		p.line(p.root.calls.line)
		p.root.calls.line = ""
	}
}

// card is what the front page says; a page that can't be talked with gives
// way to one that can.
func (p *plainTalk) card() (plainCard, bool) {
	r := p.root
	front := r.front()
	if p.atMenu && r.env.me != nil {
		return p.menu(), true
	}
	p.atMenu = false
	if s, ok := front.screen.(plainer); ok {
		return s.plain(&r.env), true
	}
	to := pageNext
	if r.env.me != nil && r.env.me.Auditor {
		to = pageAudit
	}
	p.run(r.goTo(goTo{to: to, home: true}))
	return plainCard{}, false
}

// answer does what an answer to a card says.
func (p *plainTalk) answer(card plainCard, text string) {
	r := p.root
	number, isNumber := placeOf(text)
	switch {
	case text == "":
		p.told = nil
	case text == "0" && r.env.me != nil:
		p.atMenu, p.told = !p.atMenu, nil
	case isNumber && number <= len(card.choices):
		p.choose(card.choices[number-1])
	case text == "?":
		p.help(card)
	case card.named != nil:
		p.choose(card.named(text))
	case card.text != nil:
		p.perform(card.text(text))
	default:
		p.atMenu = false
		p.perform([]effect{lookUp{code: text}})
	}
	p.notice()
}

// choose does what a numbered line says, once what it asks is answered.
func (p *plainTalk) choose(c plainChoice) {
	e := &p.root.env
	switch {
	case c.off != "":
		p.line(capital(notNow(e, c.off)) + ".")
	case c.ask != nil:
		for ask := c.ask; ask != nil && p.err == nil; {
			ask = p.askField(ask)
		}
	case c.does != nil:
		p.atMenu = false
		p.perform(c.does())
	default:
		for _, l := range c.tells {
			p.line(l)
		}
	}
}

// perform makes effects of the front page so, and all that follows from them.
func (p *plainTalk) perform(effects []effect) {
	p.run(p.root.perform(p.root.front(), effects))
}

// run runs a command at once, and what it leads to.
func (p *plainTalk) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		p.closed = true
	case tea.BatchMsg:
		for _, c := range msg {
			p.run(c)
		}
	default:
		_, next := p.root.Update(msg)
		p.run(next)
	}
}

// read asks for one line. It is false where the input or the session ended,
// or where nobody answered for so long that the screen is locked.
func (p *plainTalk) read(prompt string) (string, bool) {
	return p.readBy(prompt, func() (string, error) {
		text, err := p.lines.ReadString('\n')
		if errors.Is(err, io.EOF) && text != "" {
			err = nil
		}
		return text, err
	})
}

func (p *plainTalk) readBy(prompt string, read func() (string, error)) (string, bool) {
	p.write(prompt)
	if p.err != nil {
		return "", false
	}
	type answer struct {
		text string
		err  error
	}
	came := make(chan answer, 1)
	go func() {
		text, err := read()
		came <- answer{text, err}
	}()
	r := p.root
	select {
	case a := <-came:
		r.env.now = r.opts.Clock()
		if a.err != nil {
			p.write("\n")
			p.err = a.err
			return "", false
		}
		if r.idle() {
			p.line(r.env.say(model.Say{EN: "Nobody answered for long, so the screen was locked. Nothing is lost.", ID: "Lama tidak ada jawaban, jadi layar dikunci. Tidak ada yang hilang."}))
			r.sheet = nil
			p.run(r.signOut())
			return "", false
		}
		r.lastKey = r.env.now
		return strings.TrimSpace(clean(a.text)), true
	case <-r.ctx.Done():
		p.write("\n")
		p.err = r.ctx.Err()
		return "", false
	}
}

// leave signs the person out where the input has ended.
func (p *plainTalk) leave() {
	if errors.Is(p.err, io.EOF) {
		p.run(p.root.quit())
	}
}

// line writes one line, folded at spaces.
func (p *plainTalk) line(text string) {
	if text == "" {
		p.write("\n")
		return
	}
	for _, l := range wrap(plain(text), plainWidth) {
		p.write(strings.TrimRight(l, " ") + "\n")
	}
}

func (p *plainTalk) write(text string) {
	if _, err := io.WriteString(p.out, text); err != nil && p.err == nil {
		p.err = err
	}
}
