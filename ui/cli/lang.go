package cli

import (
	"io"
	"strings"

	"github.com/spf13/pflag"

	"alur/model"
)

// early are flags that are read before the commands are built.
type early struct {
	db, store, lang, as, now string
}

// prescan reads the few flags that choose the language of the help. What it
// does not know it passes over: the commands complain about it later.
func prescan(args []string) early {
	var e early
	f := pflag.NewFlagSet("alur", pflag.ContinueOnError)
	f.ParseErrorsAllowlist.UnknownFlags = true
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	f.StringVar(&e.db, "db", "", "")
	f.StringVar(&e.store, "store", "", "")
	f.StringVar(&e.lang, "lang", "", "")
	f.StringVar(&e.as, "as", "", "")
	f.StringVar(&e.now, "now", "", "")
	f.BoolP("help", "h", false, "")
	if err := f.Parse(args); err != nil {
		return e
	}
	return e
}

// chooseLang is the language of this run: what was asked for, else the
// person's, the shop's, $ALUR_LANG, the system's.
func (a *app) chooseLang() model.Lang {
	if l, ok := langOf(a.pre.lang); ok {
		return l
	}
	if l, ok := a.shopLang(); ok {
		return l
	}
	for _, name := range []string{"ALUR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if l, ok := langOf(a.env.Getenv(name)); ok {
			return l
		}
	}
	return model.English
}

// shopLang is the language of the person who acts, else of the shop. A
// database that can't be read has none; the command will say why.
func (a *app) shopLang() (model.Lang, bool) {
	if a.env.Caller == nil && a.storeURL() == "" && !isFile(a.dbPath()) {
		return "", false
	}
	// A database that somebody does not let go of is not waited for twice.
	a.hurried = true
	s, err := a.store()
	a.hurried = false
	if err != nil {
		return "", false
	}
	defer a.close()
	shop, err := s.Shop(a.ctx)
	if err != nil || len(shop.People) == 0 {
		return "", false
	}
	if a.pre.as != "" {
		if p, err := findPerson(shop, a.pre.as); err == nil && p.Lang != "" {
			return p.Lang, true
		}
	}
	return langOf(string(shop.Lang))
}

// langOf reads "id", "id_ID.UTF-8", "in" and the like.
func langOf(text string) (model.Lang, bool) {
	text = strings.ToLower(text)
	code, _, _ := strings.Cut(text, ".")
	code, _, _ = strings.Cut(strings.ReplaceAll(code, "-", "_"), "_")
	switch code {
	case "id", "in", "ind":
		return model.Indonesian, true
	case "en", "eng":
		return model.English, true
	}
	return "", false
}

// checkLang refuses a --lang that alur does not speak.
func (a *app) checkLang() error {
	if _, ok := langOf(a.global.lang); ok || a.global.lang == "" {
		return nil
	}
	return fail(model.Say{
		EN: "alur speaks en (English) and id (Indonesian), not %q.",
		ID: "alur berbahasa en (Inggris) dan id (Indonesia), bukan %q.",
	}, a.global.lang)
}
