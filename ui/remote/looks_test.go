package remote

import (
	"net"
	"testing"

	"alur/model"
	"alur/ui"
	"alur/ui/remote/join"
)

// Words that only change how the screens look open the screens.
func TestTheLooksOfTheScreens(t *testing.T) {
	for _, c := range []struct {
		raw  string
		want look
		ok   bool
	}{
		{"", look{}, true},
		{"alur", look{}, true},
		{"alur --lang id", look{lang: model.Indonesian}, true},
		{"--lang=en --ascii", look{lang: model.English, ascii: true}, true},
		{"alur --lang", look{}, false},
		{"alur --lang de", look{}, false},
		{"alur --lang id next", look{}, false},
		{"alur next --lang id", look{}, false},
		{"alur --plain", look{}, false},
		{"alur 'open", look{}, false},
	} {
		if got, ok := (call{raw: c.raw, drawn: true}).screens(); got != c.want || ok != c.ok {
			t.Errorf("%q are %v, %v", c.raw, got, ok)
		}
	}
	if _, ok := (call{raw: "alur --lang id"}).screens(); ok {
		t.Error("there are screens without a terminal")
	}
}

// A window of alur join is told the command of alur join, by the name under
// which it knows the host; any other that of ssh.
func TestHowAnotherPCCallsThisOne(t *testing.T) {
	local := &net.TCPAddr{IP: net.IPv4(192, 168, 1, 10), Port: 2222}
	window := join.Window + "=ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	for _, c := range []struct {
		environment []string
		want        ui.Away
	}{
		{nil, ui.Away{Call: "ssh -p 2222 192.168.1.10"}},
		{[]string{join.Host + "=toko:2222"}, ui.Away{Call: "ssh -p 2222 192.168.1.10"}},
		{[]string{window, join.Host + "=pc-toko:2222"}, ui.Away{Call: "alur join pc-toko:2222", Joins: true}},
		{[]string{window}, ui.Away{Call: "alur join 192.168.1.10:2222", Joins: true}},
		{[]string{window, join.Host + "=x;rm:2222"}, ui.Away{Call: "alur join 192.168.1.10:2222", Joins: true}},
	} {
		if got := (call{environment: c.environment}).away(local); got != c.want {
			t.Errorf("%v: %v", c.environment, got)
		}
	}
}
