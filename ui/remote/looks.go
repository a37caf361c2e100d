package remote

import (
	"cmp"
	"net"
	"strings"

	"alur/model"
	"alur/ui"
	"alur/ui/remote/join"
)

// look is how somebody elsewhere wants the screens.
type look struct {
	lang  model.Lang
	ascii bool
}

// looksOf reads the words of a call that change how the screens are shown and
// ask for nothing else; ok is false for any other words.
func looksOf(words []string) (l look, ok bool) {
	for i := 0; i < len(words); i++ {
		name, value, joined := strings.Cut(words[i], "=")
		switch {
		case words[i] == "--ascii":
			l.ascii = true
			continue
		case name != "--lang":
			return look{}, false
		case !joined:
			if i++; i == len(words) {
				return look{}, false
			}
			value = words[i]
		}
		if l.lang = model.Lang(strings.ToLower(value)); l.lang != model.English && l.lang != model.Indonesian {
			return look{}, false
		}
	}
	return l, true
}

// screens reports whether a call wants the screens, and how.
func (c call) screens() (l look, ok bool) {
	words, err := wordsOf(c.raw)
	if err != nil || !c.drawn {
		return look{}, false
	}
	return looksOf(words[min(1, len(words)):])
}

// on changes the options of the screens as it was asked.
func (l look) on(o ui.Options) ui.Options {
	o.Lang, o.ASCII = cmp.Or(l.lang, o.Lang), l.ascii || o.ASCII
	return o
}

// away is how the PC calls that shows a session: by alur join and the name it
// knows, else by ssh and the address here.
func (c call) away(local net.Addr) ui.Away {
	if c.windowOf() == "" {
		return ui.Away{Call: callOf(local.String())}
	}
	host := c.variable(join.Host)
	if _, _, err := net.SplitHostPort(host); err != nil || strings.Trim(host, "abcdefghijklmnopqrstuvwxyz0123456789.:-_[]") != "" {
		host = local.String()
	}
	return ui.Away{Call: "alur join " + host, Joins: true}
}

// variable is what the other side says under a name; empty where it does not.
func (c call) variable(name string) string {
	for _, line := range c.environment {
		if value, ok := strings.CutPrefix(line, name+"="); ok {
			return value
		}
	}
	return ""
}

// callOf is how another PC calls the one that listens at an address.
func callOf(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil || port == "22" {
		return "ssh " + hostOf(addr)
	}
	return "ssh -p " + port + " " + host
}
