#include "coordinator/words.h"

#include <stdio.h>
#include <string.h>

#include "base/prompt.h"
#include "base/str.h"
#include "seal/age.h"
#include "seal/locked.h"
#include "seal/pin.h"

enum { PROPOSED = 6 /* 48 bits, each guess a second of scrypt */ };

enum guide words_ask(const char *question, char *words)
{
	if (!prompt_secret(question, words, LOCKED_WORDS_MAX))
		return GUIDE_STOP;
	if (strcmp(words, "q") == 0 || strcmp(words, "Q") == 0)
		return GUIDE_STOP;
	return strcmp(words, "r") == 0 || strcmp(words, "R") == 0 ? GUIDE_BACK : GUIDE_NEXT;
}

static void propose(void)
{
	char line[PROPOSED * 16] = "";
	for (int i = 0; i < PROPOSED; i++) {
		uint8_t draw;
		seal_random(&draw, sizeof draw);
		snprintf(line + strlen(line), sizeof line - strlen(line), "%s%s", i ? " " : "",
		         seal_word(draw));
	}
	guide_say("Voici une phrase tirée au sort, facile à retenir et très longue à deviner :");
	guide_line("%s", line);
	seal_wipe(line, sizeof line);
	guide_say("Prenez-la, ou choisissez la vôtre : %d lettres au moins. Écrivez-la sur un papier que "
	          "vous rangez "
	          "ailleurs que la clé USB. Majuscules, accents et espaces comptent. Pendant que vous tapez, "
	          "rien ne "
	          "s'affiche : c'est voulu.",
	          LOCKED_WORDS_MIN);
}

static void trim(char *words)
{
	struct str t = str_trim(str_from(words));
	memmove(words, t.s, t.n);
	words[t.n] = '\0';
}

enum guide words_choose(char *words)
{
	char *again = seal_secret_alloc(LOCKED_WORDS_MAX);
	enum guide g;
	propose();
	for (;;) {
		if ((g = words_ask("Phrase de passe : ", words)) != GUIDE_NEXT)
			break;
		trim(words);
		if (strlen(words) < LOCKED_WORDS_MIN) {
			guide_say("C'est trop court : il faut %d lettres au moins. Recommencez.",
			          LOCKED_WORDS_MIN);
			continue;
		}
		if ((g = words_ask("La même, une deuxième fois : ", again)) != GUIDE_NEXT)
			break;
		trim(again);
		if (strcmp(words, again) == 0)
			break;
		guide_say("Les deux ne sont pas pareilles. Ce n'est pas grave : recommencez.");
	}
	seal_secret_free(again);
	return g;
}
